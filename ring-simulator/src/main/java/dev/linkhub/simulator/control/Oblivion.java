package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.oauth.Tokens;
import dev.linkhub.simulator.problem.Unprocessable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** {@code DELETE}: forgets one thing where {@code /control/reset} forgets all, for who runs a simulator for long. */
final class Oblivion {

    private final Installations installations;
    private final RingApps apps;
    private final RingAccounts accounts;
    private final Tokens tokens;

    Oblivion(Installations installations, RingApps apps, RingAccounts accounts, Tokens tokens) {
        this.installations = installations;
        this.apps = apps;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.delete("/control/installations/{installation}", this::installation);
        routes.delete("/control/apps/{app}", this::app);
        routes.delete("/control/accounts/{account}", this::account);
    }

    private void installation(Context context) {
        Body.of(context).end();
        Installation installation = installations.get(context.pathParam("installation"));
        if (installation.status() != InstallationStatus.REMOVED) {
            throw new Unprocessable("installation", "is not removed: remove it first");
        }
        forget(installation);
        context.status(HttpStatus.NO_CONTENT);
    }

    private void app(Context context) {
        Body.of(context).end();
        RingApp app = apps.get(context.pathParam("app"));
        apps.forget(app);
        installations.all().stream()
                .filter(installation -> installation.placement().app().equals(app.id()))
                .forEach(this::forget);
        context.status(HttpStatus.NO_CONTENT);
    }

    private void account(Context context) {
        Body.of(context).end();
        RingAccount account = accounts.get(context.pathParam("account"));
        if (!installations.ofAccount(account.id()).isEmpty()) {
            throw new Unprocessable("account", "has installations: remove and delete them first");
        }
        accounts.forget(account);
        context.status(HttpStatus.NO_CONTENT);
    }

    private void forget(Installation installation) {
        installations.forget(installation);
        tokens.forget(installation.id());
    }
}
