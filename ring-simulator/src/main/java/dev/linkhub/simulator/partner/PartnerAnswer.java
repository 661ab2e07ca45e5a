package dev.linkhub.simulator.partner;

import java.time.Duration;
import java.util.Map;

/** What a call to the partner ended in. */
public sealed interface PartnerAnswer {

    Duration duration();

    /** A whole answer in time; the body is cut at 64 KiB. */
    record Answered(int status, Map<String, String> headers, String body, Duration duration) implements PartnerAnswer {

        public Answered {
            headers = Map.copyOf(headers);
        }

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** No whole answer in time, or no connection. */
    record Unanswered(String error, Duration duration) implements PartnerAnswer {}
}
