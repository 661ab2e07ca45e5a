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
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts codes to a Token Exchange URL in each encoding that has been documented or seen (ring-contract.md §1.2). */
public final class CodeDelivery {

    private final PartnerClient partner;
    private final CurrentSettings settings;
    private final Counters counters;

    public CodeDelivery(PartnerClient partner, CurrentSettings settings, Counters counters) {
        this.partner = partner;
        this.settings = settings;
        this.counters = counters;
    }

    /** {@code encoding}: the one in the settings if null. */
    TokenExchange post(PartnerUrls urls, Installation installation, String code, @Nullable CodeEncoding encoding) {
        CodeEncoding chosen = encoding == null ? settings.get().journey().codeEncoding() : encoding;
        PartnerAnswer answer = partner.post(new PartnerCall(
                "token_exchange",
                installation.subject(),
                urls.tokenExchange(),
                headers(chosen),
                Payload.of(body(chosen, code)),
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
