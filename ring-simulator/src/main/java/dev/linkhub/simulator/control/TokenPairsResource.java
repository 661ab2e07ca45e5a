package dev.linkhub.simulator.control;

import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.oauth.Holder;
import dev.linkhub.simulator.oauth.IssuedPair;
import dev.linkhub.simulator.oauth.Tokens;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /control/installations/{installation}/token-pairs}: tokens by the thousand, for load that nobody can install. */
final class TokenPairsResource {

    private static final int MOST_AT_ONCE = 10_000;

    private final Installations installations;
    private final Tokens tokens;

    TokenPairsResource(Installations installations, Tokens tokens) {
        this.installations = installations;
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/installations/{installation}/token-pairs", this::issue);
    }

    private record View(String accessToken, String refreshToken) {

        static View of(IssuedPair pair) {
            return new View(pair.revealAccessToken(), pair.revealRefreshToken());
        }
    }

    private void issue(Context context) {
        Body body = Body.of(context);
        int count = body.number("count", 1, MOST_AT_ONCE, 1);
        body.end();
        Installation installation = installations.get(context.pathParam("installation"));
        Holder holder = new Holder(
                installation.placement().app(), installation.placement().account(), installation.id());
        Json.answer(
                context,
                201,
                new Json.Items<>(
                        tokens.issuePairs(holder, count).stream().map(View::of).toList()));
    }
}
