package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.home.Household;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.journey.Consent;
import dev.linkhub.simulator.journey.Journey;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.settings.CodeEncoding;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code /control/installations}. */
final class InstallationsResource {

    private final Installations installations;
    private final RingApps apps;
    private final RingAccounts accounts;
    private final Journey journey;
    private final Household household;
    private final InstallationViews views;

    InstallationsResource(
            Installations installations,
            RingApps apps,
            RingAccounts accounts,
            Journey journey,
            Household household,
            InstallationViews views) {
        this.installations = installations;
        this.apps = apps;
        this.accounts = accounts;
        this.journey = journey;
        this.household = household;
        this.views = views;
    }

    /** What becomes of the tokens of an installation that is removed or breaks down. */
    private enum TokensFate {
        REVOKE,
        KEEP
    }

    void register(RoutesConfig routes) {
        routes.post("/control/installations", this::install);
        routes.get("/control/installations", this::list);
        routes.get("/control/installations/{installation}", context -> answer(context, 200, installation(context)));
        routes.post("/control/installations/{installation}/sign-in", this::signIn);
        routes.post("/control/installations/{installation}/remove", this::remove);
        routes.post("/control/installations/{installation}/revoke", this::revoke);
        routes.post("/control/installations/{installation}/unhealthy", this::breakDown);
        routes.delete("/control/installations/{installation}/unhealthy", this::recover);
        routes.put("/control/installations/{installation}/devices/{device}", this::share);
        routes.delete("/control/installations/{installation}/devices/{device}", this::unshare);
    }

    private void list(Context context) {
        Filters.onlyOf(context, List.of("app"));
        String named = context.queryParam("app");
        String app = named == null ? null : apps.get(named).id();
        Json.list(
                context,
                installations.all().stream()
                        .filter(installation ->
                                app == null || installation.placement().app().equals(app))
                        .map(views::of)
                        .toList());
    }

    private void install(Context context) {
        Body body = Body.of(context);
        RingAccount account = accounts.get(body.text("account"));
        RingApp app = apps.get(body.text("app"));
        RingEnvironment environment = body.choice("environment", RingEnvironment.class);
        List<String> devices = body.optionalTexts("devices")
                .orElseGet(() -> account.devices().stream().map(Device::id).toList());
        Optional<CodeEncoding> encoding = body.optionalChoice("code_encoding", CodeEncoding.class);
        boolean newAccountId = body.flag("new_account_id");
        body.end();
        devices.forEach(account::device);
        // Before there is a new account: who is refused leaves nothing behind.
        Journey.requireUrls(app, environment);
        RingAccount user = newAccountId ? accounts.underNewId(account) : account;
        answer(context, 201, journey.install(new Consent(user, app, environment, devices, encoding.orElse(null))));
    }

    private void signIn(Context context) {
        Body body = Body.of(context);
        boolean newCode = body.flag("new_code");
        body.end();
        Installation installation = installation(context);
        journey.signIn(apps.get(installation.placement().app()), installation, newCode);
        answer(context, 200, installation);
    }

    private void remove(Context context) {
        Body body = Body.of(context);
        RemovalNotice notice =
                body.optionalChoice("webhook", RemovalNotice.class).orElse(RemovalNotice.SEND);
        TokensFate fate = body.optionalChoice("tokens", TokensFate.class).orElse(TokensFate.REVOKE);
        body.end();
        Installation installation = installation(context);
        journey.remove(installation, notice, fate == TokensFate.KEEP);
        answer(context, 200, installation);
    }

    private void revoke(Context context) {
        Body.of(context).end();
        Installation installation = installation(context);
        journey.revoke(installation);
        answer(context, 200, installation);
    }

    private void breakDown(Context context) {
        Body body = Body.of(context);
        TokensFate fate = body.optionalChoice("tokens", TokensFate.class).orElse(TokensFate.KEEP);
        body.end();
        Installation installation = installation(context);
        journey.breakDown(installation, fate == TokensFate.KEEP);
        answer(context, 200, installation);
    }

    private void recover(Context context) {
        Body.of(context).end();
        Installation installation = installation(context);
        journey.recover(installation);
        answer(context, 200, installation);
    }

    private void share(Context context) {
        Body.of(context).end();
        Installation installation = installation(context);
        household.share(installation, context.pathParam("device"));
        answer(context, 200, installation);
    }

    private void unshare(Context context) {
        Body.of(context).end();
        Installation installation = installation(context);
        household.unshare(installation, context.pathParam("device"));
        answer(context, 200, installation);
    }

    private Installation installation(Context context) {
        return installations.get(context.pathParam("installation"));
    }

    private void answer(Context context, int status, Installation installation) {
        Json.answer(context, status, views.of(installation));
    }
}
