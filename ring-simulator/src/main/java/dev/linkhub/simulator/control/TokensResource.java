package dev.linkhub.simulator.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.linkhub.simulator.oauth.Introspection;
import dev.linkhub.simulator.oauth.SpentToken;
import dev.linkhub.simulator.oauth.Tokens;
import dev.linkhub.simulator.settings.Choice;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /control/introspect} and {@code /control/spent-refresh-tokens}. */
final class TokensResource {

    private final Tokens tokens;

    TokensResource(Tokens tokens) {
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/introspect", this::introspect);
        routes.get(
                "/control/spent-refresh-tokens",
                context -> Json.list(
                        context,
                        tokens.spentReceived().stream().map(SpentView::of).toList()));
    }

    private record SpentView(
            String sha256, Instant receivedAt, Instant spentAt, String app, String account, String installation) {

        static SpentView of(SpentToken token) {
            return new SpentView(
                    token.sha256(),
                    token.receivedAt(),
                    token.spentAt(),
                    token.holder().app(),
                    token.holder().account(),
                    token.holder().installation());
        }
    }

    private record View(
            String kind,
            @JsonUnwrapped Introspection.State state,
            @Nullable String app,
            @Nullable String account,
            @Nullable String installation,
            @Nullable Instant expiresAt) {}

    private void introspect(Context context) {
        Body body = Body.of(context);
        String token = body.text("token");
        body.end();
        Introspection found = tokens.introspect(token);
        Json.answer(
                context,
                200,
                new View(
                        Choice.name(found.kind()),
                        found.state(),
                        found.subject().app(),
                        found.subject().account(),
                        found.subject().installation(),
                        found.expiresAt()));
    }
}
