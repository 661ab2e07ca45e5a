package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Subject;
import java.util.function.Function;

/** Lets calls with a live access token through to the API and refuses others in the chosen form. */
public final class Gatekeeper {

    private static final String USERS_ME = "/v1/users/me";

    private final Tokens tokens;
    private final CurrentSettings settings;
    private final Counters counters;

    public Gatekeeper(Tokens tokens, CurrentSettings settings, Counters counters) {
        this.tokens = tokens;
        this.settings = settings;
        this.counters = counters;
    }

    /** Whom the presented token speaks or spoke for: faults and the trace want to know before it is checked. */
    public Subject subject(ApiRequest request) {
        return request.bearer().flatMap(tokens::holderOf).map(Holder::subject).orElse(Subject.UNKNOWN);
    }

    public Answer admit(ApiRequest request, Function<Holder, Answer> work) {
        return request.bearer().flatMap(tokens::authenticate).map(work).orElseGet(() -> refuse(request));
    }

    private Answer refuse(ApiRequest request) {
        counters.count(Counter.ACCESS_TOKENS_REFUSED);
        if (request.bearer().isEmpty()) {
            counters.count(Counter.UNSIGNED_CALLS);
        }
        Answer refusal = switch (settings.get().api().unauthorized()) {
            case JSON_401 -> unauthorized();
            case EMPTY_401 -> Answer.ofProxy(401);
            case JSON_403 -> forbidden();
            case USERS_ME_403 -> request.path().equals(USERS_ME) ? forbidden() : unauthorized();
        };
        return refusal.remarked(request.bearer().map(this::remark).orElseGet(() -> whyNoBearer(request)));
    }

    private static Answer unauthorized() {
        return Answer.error(401, "Invalid Client", "The access token is missing, expired or revoked.");
    }

    private static Answer forbidden() {
        return Answer.error(403, "Forbidden", "The client is not authenticated or its token is invalid.");
    }

    private static String whyNoBearer(ApiRequest request) {
        if (TokenTransport.carriesToken(request.query())) {
            return "token sent as query parameter: Ring reads it from Authorization: Bearer, and addresses end up in logs";
        }
        return request.header("Authorization").isPresent()
                ? "Authorization does not begin with Bearer"
                : "no bearer token";
    }

    private String remark(String presented) {
        Introspection token = tokens.introspect(presented);
        return switch (token.kind()) {
            case UNKNOWN -> "Ring never gave this token";
            case CODE -> "a code was presented as access token";
            case REFRESH -> "a refresh token was presented as access token";
            case ACCESS -> token.state().revoked() ? "the access token is revoked" : "the access token has expired";
        };
    }
}
