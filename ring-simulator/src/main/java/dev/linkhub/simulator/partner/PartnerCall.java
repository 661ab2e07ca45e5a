package dev.linkhub.simulator.partner;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.trace.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A call to one of the partner's addresses; {@code patience} bounds it from the first byte to the last. */
public record PartnerCall(
        String endpoint, Subject subject, URI url, Map<String, String> headers, Payload body, Duration patience) {

    public PartnerCall {
        headers = Map.copyOf(headers);
    }
}
