package dev.linkhub.simulator.page;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.home.Motion;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.Consent;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.world.World;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One account's Ring app: what is installed, what could be, and what happens at its devices. */
final class AccountPages {

    private static final String OFFER = "/accounts/{account}/apps/{app}/{environment}";
    private static final String DEVICE = "/accounts/{account}/devices/{device}";

    private static final int MOST_APPS = 50;

    private record Place(String app, RingEnvironment environment) {}

    private final World world;
    private final Templates templates;
    private final InstalledViews installed;
    private final CallViews calls;

    AccountPages(World world, Templates templates) {
        this.world = world;
        this.templates = templates;
        this.installed = new InstalledViews(world);
        this.calls = new CallViews(world);
    }

    void register(RoutesConfig routes) {
        routes.get("/accounts/{account}", this::show);
        routes.get(OFFER, this::offer);
        routes.post(OFFER, this::install);
        routes.post(DEVICE + "/press", this::press);
        routes.post(DEVICE + "/motion", this::walkPast);
        routes.post(DEVICE + "/online", context -> connect(context, true));
        routes.post(DEVICE + "/offline", context -> connect(context, false));
    }

    private void show(Context context) {
        RingAccount account = account(context);
        templates.render(
                context,
                200,
                "account",
                Map.of(
                        "account", AccountView.of(account),
                        "installed", installed.ofAccount(account.id()),
                        "offers", offers(account),
                        "older", Math.max(0, world.apps().count() - MOST_APPS),
                        "calls", calls.ofAccount(account.id())));
    }

    private void offer(Context context) {
        RingAccount account = account(context);
        RingApp app = app(context);
        RingEnvironment environment = environment(context);
        templates.render(
                context,
                200,
                "offer",
                Map.of(
                        "account", AccountView.of(account),
                        "offer", OfferView.of(app, environment),
                        "addresses", OfferView.addresses(app, environment),
                        "installed", taken(account).contains(new Place(app.id(), environment))));
    }

    private void install(Context context) {
        RingAccount account = account(context);
        world.journey()
                .install(new Consent(account, app(context), environment(context), context.formParams("device"), null));
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    private void press(Context context) {
        RingAccount account = account(context);
        world.household().press(account.id(), context.pathParam("device"));
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    private void walkPast(Context context) {
        RingAccount account = account(context);
        world.household().move(account.id(), context.pathParam("device"), Motion.HUMAN);
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    private void connect(Context context, boolean online) {
        RingAccount account = account(context);
        world.household().change(account.id(), context.pathParam("device"), device -> device.online(online));
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    private List<OfferView> offers(RingAccount account) {
        Set<Place> taken = taken(account);
        List<OfferView> offers = new ArrayList<>();
        for (RingApp app : world.apps().latest(MOST_APPS).reversed()) {
            for (RingEnvironment environment : RingEnvironment.values()) {
                if (app.urls(environment).isPresent() && !taken.contains(new Place(app.id(), environment))) {
                    offers.add(OfferView.of(app, environment));
                }
            }
        }
        return offers;
    }

    /** Where the account has something installed. */
    private Set<Place> taken(RingAccount account) {
        return world.installations().ofAccount(account.id()).stream()
                .filter(installation -> installation.status() != InstallationStatus.REMOVED)
                .map(Installation::placement)
                .map(placement -> new Place(placement.app(), placement.environment()))
                .collect(Collectors.toSet());
    }

    private RingAccount account(Context context) {
        return world.accounts().get(context.pathParam("account"));
    }

    private RingApp app(Context context) {
        return world.apps().get(context.pathParam("app"));
    }

    private static RingEnvironment environment(Context context) {
        return Choice.parse(RingEnvironment.class, context.pathParam("environment"))
                .orElseThrow(() -> new Unprocessable("environment", "choices: " + Choice.all(RingEnvironment.class)));
    }
}
