package dev.linkhub.simulator.journey;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerCall;
import dev.linkhub.simulator.partner.PartnerClient;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.time.Agenda;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts codes to a Token Exchange URL in each encoding that has been documented or seen (ring-contract.md §1.2). Whether
 * Ring posts a code again that was not taken is unknown: the settings decide.
 */
public final class CodeDelivery {

    /** From one failed post of a code to the next; the code itself lives for 60 s. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

    private final PartnerClient partner;
    private final CurrentSettings settings;
    private final Counters counters;
    private final Agenda agenda;
    private final SimulatorClock clock;

    public CodeDelivery(
            PartnerClient partner, CurrentSettings settings, Counters counters, Agenda agenda, SimulatorClock clock) {
        this.partner = partner;
        this.settings = settings;
        this.counters = counters;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** A code on its way; {@code encoding}: the one in the settings if null. */
    record Parcel(
            PartnerUrls urls,
            Installation installation,
            String code,
            @Nullable CodeEncoding encoding) {}

    /** Returns after the first post. {@code taken} runs once the partner has taken the code, be it at a later one. */
    void deliver(Parcel parcel, Runnable taken) {
        attempt(parcel, taken, settings.get().journey().codeRetries());
    }

    private void attempt(Parcel parcel, Runnable taken, int retriesLeft) {
        TokenExchange result = post(parcel);
        // Before the failure can be seen: who sees it may move the clock by just the delay.
        Instant next = clock.instant().plus(RETRY_DELAY);
        int exchange = parcel.installation().exchanged(result);
        if (result.succeeded()) {
            taken.run();
        } else if (retriesLeft > 0) {
            agenda.at(next, () -> {
                if (parcel.installation().isStillAt(exchange)) {
                    counters.count(Counter.TOKEN_EXCHANGES_REPEATED);
                    attempt(parcel, taken, retriesLeft - 1);
                }
            });
        }
    }

    private TokenExchange post(Parcel parcel) {
        CodeEncoding chosen =
                parcel.encoding() == null ? settings.get().journey().codeEncoding() : parcel.encoding();
        PartnerAnswer answer = partner.post(call(
                parcel.urls().tokenExchange(),
                parcel.installation().subject(),
                parcel.code(),
                chosen,
                settings.get().journey().codePatience()));
        TokenExchange result = switch (answer) {
            case PartnerAnswer.Answered answered ->
                new TokenExchange(answered.status(), answered.body(), answered.duration(), null);
            case PartnerAnswer.Unanswered unanswered ->
                new TokenExchange(null, "", unanswered.duration(), unanswered.error());
        };
        counters.count(result.succeeded() ? Counter.TOKEN_EXCHANGES_ANSWERED : Counter.TOKEN_EXCHANGES_FAILED);
        return result;
    }

    /** The call that hands a code over; whom it is for shows in the trace only. */
    public static PartnerCall call(
            URI tokenExchange, Subject subject, String code, CodeEncoding encoding, Duration patience) {
        return new PartnerCall(
                "token_exchange",
                subject,
                tokenExchange,
                headers(encoding),
                Payload.of(body(encoding, code)),
                patience);
    }

    private static Map<String, String> headers(CodeEncoding encoding) {
        return switch (encoding) {
            case FORM -> Map.of("Content-Type", Form.MEDIA_TYPE);
            case JSON -> Map.of("Content-Type", "application/json");
            case NONE -> Map.of();
        };
    }

    /** A code consists of characters that need no escaping. */
    private static String body(CodeEncoding encoding, String code) {
        return switch (encoding) {
            case FORM, NONE -> "code=" + code;
            case JSON -> JsonNodeFactory.instance.objectNode().put("code", code).toString();
        };
    }
}
