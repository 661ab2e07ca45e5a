package dev.linkhub.simulator.page;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.world.World;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/** One installed app: its state, what it may see, signing in and removing it. */
final class InstallationPages {

    private final World world;
    private final Templates templates;
    private final InstalledViews installed;
    private final CallViews calls;

    InstallationPages(World world, Templates templates) {
        this.world = world;
        this.templates = templates;
        this.installed = new InstalledViews(world);
        this.calls = new CallViews(world);
    }

    void register(RoutesConfig routes) {
        routes.get("/installations/{installation}", this::show);
        routes.post("/installations/{installation}/devices", this::select);
        routes.get("/installations/{installation}/sign-in", this::signIn);
        routes.post("/installations/{installation}/remove", this::remove);
    }

    private void show(Context context) {
        Installation installation = installation(context);
        if (installation.status() == InstallationStatus.REMOVED) {
            throw new Unprocessable("installation", "has been removed; install the app again");
        }
        RingAccount account = account(installation);
        templates.render(
                context,
                200,
                "installation",
                Map.of(
                        "account", AccountView.of(account),
                        "app", installed.of(installation),
                        "shared", installation.placement().devices(),
                        "calls", calls.ofInstallation(installation.id())));
    }

    private void select(Context context) {
        Installation installation = installation(context);
        RingAccount account = account(installation);
        List<String> selected = context.formParams("device");
        selected.forEach(account::device);
        for (Device device : account.devices()) {
            if (selected.contains(device.id())) {
                world.household().share(installation, device.id());
            } else {
                world.household().unshare(installation, device.id());
            }
        }
        context.redirect("/installations/" + installation.id(), HttpStatus.SEE_OTHER);
    }

    /**
     * A link, not a form: a form's redirect to the partner would be stopped by the page's own security policy. While
     * the partner has not taken the code, a new one goes out first, and also if asked for.
     */
    private void signIn(Context context) {
        Installation installation = installation(context);
        RingApp app = world.apps().get(installation.placement().app());
        boolean newCode = isCodeOpen(installation) || "true".equals(context.queryParam("new_code"));
        world.journey().signIn(app, installation, newCode);
        if (isCodeOpen(installation)) {
            context.redirect("/accounts/" + installation.placement().account(), HttpStatus.SEE_OTHER);
            return;
        }
        String target = world.journey()
                .accountLinkUrl(app, installation)
                .orElseThrow(() -> new IllegalStateException("a redirect was made just now"));
        context.header("Cache-Control", "no-store").redirect(target, HttpStatus.SEE_OTHER);
    }

    private void remove(Context context) {
        Installation installation = installation(context);
        world.journey().remove(installation, RemovalNotice.SEND, false);
        context.redirect("/accounts/" + installation.placement().account(), HttpStatus.SEE_OTHER);
    }

    private static boolean isCodeOpen(Installation installation) {
        return installation.tokenExchange().filter(TokenExchange::succeeded).isEmpty();
    }

    private Installation installation(Context context) {
        return world.installations().get(context.pathParam("installation"));
    }

    private RingAccount account(Installation installation) {
        return world.accounts().get(installation.placement().account());
    }
}
