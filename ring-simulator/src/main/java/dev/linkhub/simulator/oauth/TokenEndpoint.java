package dev.linkhub.simulator.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Subject;
import java.util.Optional;

/** {@code POST /oauth/token} (ring-contract.md §2, errors as in RFC 6749 §5.2). */
public final class TokenEndpoint implements RingEndpoint {

    private static final String SCOPE = "ava.v1:read";

    private final RingApps apps;
    private final Tokens tokens;
    private final Counters counters;

    public TokenEndpoint(RingApps apps, Tokens tokens, Counters counters) {
        this.apps = apps;
        this.tokens = tokens;
        this.counters = counters;
    }

    @Override
    public Call open(ApiRequest request) {
        if (!request.mediaType().equals(Form.MEDIA_TYPE)) {
            return refused(request, "the body must be " + Form.MEDIA_TYPE);
        }
        Form form;
        try {
            form = Form.parse(request.body().text());
        } catch (IllegalArgumentException e) {
            return refused(request, "the body is not form-encoded: " + e.getMessage());
        }
        return new Call(endpoint(form), subject(form), () -> TokenTransport.judge(request, answer(form)));
    }

    private static Call refused(ApiRequest request, String description) {
        return new Call(
                EndpointName.TOKEN,
                Subject.UNKNOWN,
                () -> TokenTransport.judge(request, error(400, "invalid_request", description)));
    }

    private static EndpointName endpoint(Form form) {
        return switch (form.get("grant_type").orElse("")) {
            case "authorization_code" -> EndpointName.TOKEN_AUTHORIZATION_CODE;
            case "refresh_token" -> EndpointName.TOKEN_REFRESH_TOKEN;
            default -> EndpointName.TOKEN;
        };
    }

    private Subject subject(Form form) {
        return form.get("code")
                .or(() -> form.get("refresh_token"))
                .flatMap(tokens::holderOf)
                .map(Holder::subject)
                .or(() -> form.get("client_id").flatMap(apps::withClientId).map(app -> Subject.ofApp(app.id())))
                .orElse(Subject.UNKNOWN);
    }

    private Answer answer(Form form) {
        Optional<RingApp> client = authenticate(form);
        if (client.isEmpty()) {
            counters.count(Counter.INVALID_CLIENTS);
            return error(401, "invalid_client", "client_id and client_secret do not name a client");
        }
        String app = client.get().id();
        Optional<String> grantType = form.get("grant_type");
        if (grantType.isEmpty()) {
            return error(400, "invalid_request", "grant_type is missing");
        }
        return switch (grantType.get()) {
            case "authorization_code" ->
                form.get("code")
                        .map(code -> render(tokens.redeem(code, app)))
                        .orElseGet(() -> error(400, "invalid_request", "code is missing"));
            case "refresh_token" ->
                form.get("refresh_token")
                        .map(token -> render(tokens.refresh(token, app)))
                        .orElseGet(() -> error(400, "invalid_request", "refresh_token is missing"));
            default -> error(400, "unsupported_grant_type", "grant_type must be authorization_code or refresh_token");
        };
    }

    private Optional<RingApp> authenticate(Form form) {
        String secret = form.get("client_secret").orElse("");
        return form.get("client_id")
                .flatMap(apps::withClientId)
                .filter(app -> app.credentials().hasSecret(secret));
    }

    private static Answer render(TokenOutcome outcome) {
        return switch (outcome) {
            case TokenOutcome.Issued issued ->
                uncached(Answer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("access_token", issued.revealAccessToken())
                                .put("refresh_token", issued.revealRefreshToken())
                                .put("scope", SCOPE)
                                .put("expires_in", issued.accessLifetime().toSeconds())
                                .put("token_type", "Bearer")));
            case TokenOutcome.InvalidGrant(String description, String remark) ->
                error(400, "invalid_grant", description).remarked(remark);
        };
    }

    private static Answer error(int status, String error, String description) {
        return uncached(Answer.json(
                status,
                JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description)));
    }

    private static Answer uncached(Answer answer) {
        return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}
