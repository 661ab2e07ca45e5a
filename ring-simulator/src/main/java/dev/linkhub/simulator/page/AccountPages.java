package dev.linkhub.simulator.page;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.home.Motion;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.journey.Consent;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.standing.Standing;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.world.World;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One account's Ring app: what is installed, what could be, and the calls that follow from what the user does. */
final class AccountPages {

    private static final int MOST_CALLS = 40;

    private final World world;
    private final Templates templates;

    AccountPages(World world, Templates templates) {
        this.world = world;
        this.templates = templates;
    }

    void register(RoutesConfig routes) {
        routes.get("/accounts/{account}", this::show);
        routes.get("/accounts/{account}/apps/{app}/{environment}", this::consent);
        routes.post("/accounts/{account}/apps/{app}/{environment}", this::install);
        routes.post("/accounts/{account}/devices/{device}/press", this::press);
        routes.post("/accounts/{account}/devices/{device}/motion", this::walkPast);
        routes.get("/installations/{installation}/sign-in", this::signIn);
        routes.post("/installations/{installation}/remove", this::remove);
    }

    private void show(Context context) {
        RingAccount account = account(context);
        List<InstalledView> installed = new ArrayList<>();
        for (Installation installation : world.installations().ofAccount(account.id())) {
            if (installation.status() != InstallationStatus.REMOVED) {
                installed.add(InstalledView.of(
                        app(installation),
                        installation,
                        standing(installation),
                        world.findings().of(installation)));
            }
        }
        Map<String, Object> model = new HashMap<>();
        model.put("account", AccountView.of(account));
        model.put("installed", installed);
        model.put("offers", offers(account));
        model.put(
                "calls",
                calls(exchange ->
                        account.id().equals(exchange.heading().subject().account())));
        templates.render(context, 200, "account", model);
    }

    private void consent(Context context) {
        RingAccount account = account(context);
        OfferView offer = OfferView.of(world.apps().get(context.pathParam("app")), environment(context));
        templates.render(context, 200, "consent", Map.of("account", AccountView.of(account), "offer", offer));
    }

    private void install(Context context) {
        RingAccount account = account(context);
        RingApp app = world.apps().get(context.pathParam("app"));
        world.journey().install(new Consent(account, app, environment(context), context.formParams("device"), null));
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    /**
     * A link, not a form: a form's redirect to the partner would be stopped by the page's own security policy. While
     * the partner has not taken the code, a new one goes out first.
     */
    private void signIn(Context context) {
        Installation installation = world.installations().get(context.pathParam("installation"));
        RingApp app = app(installation);
        world.journey().signIn(app, installation, isCodeOpen(installation));
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
        Installation installation = world.installations().get(context.pathParam("installation"));
        world.journey().remove(installation, RemovalNotice.SEND, false);
        context.redirect("/accounts/" + installation.placement().account(), HttpStatus.SEE_OTHER);
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

    List<CallView> calls(Predicate<Exchange> wanted) {
        Instant now = world.clock().instant();
        return world.trace().latest(wanted, MOST_CALLS).stream()
                .map(exchange -> CallView.of(exchange, now))
                .toList();
    }

    private List<OfferView> offers(RingAccount account) {
        List<OfferView> offers = new ArrayList<>();
        for (RingApp app : world.apps().all()) {
            for (RingEnvironment environment : RingEnvironment.values()) {
                if (app.urls(environment).isPresent() && !isInstalled(account, app, environment)) {
                    offers.add(OfferView.of(app, environment));
                }
            }
        }
        return offers;
    }

    private boolean isInstalled(RingAccount account, RingApp app, RingEnvironment environment) {
        return world.installations().ofAccount(account.id()).stream()
                .filter(installation -> installation.status() != InstallationStatus.REMOVED)
                .map(Installation::placement)
                .anyMatch(placement -> placement.app().equals(app.id()) && placement.environment() == environment);
    }

    private static boolean isCodeOpen(Installation installation) {
        return installation.tokenExchange().filter(TokenExchange::succeeded).isEmpty();
    }

    private RingAccount account(Context context) {
        return world.accounts().get(context.pathParam("account"));
    }

    private Standing standing(Installation installation) {
        Placement placement = installation.placement();
        return world.standings().of(placement.app(), placement.environment());
    }

    private RingApp app(Installation installation) {
        return world.apps().get(installation.placement().app());
    }

    private static RingEnvironment environment(Context context) {
        return Choice.parse(RingEnvironment.class, context.pathParam("environment"))
                .orElseThrow(() -> new Unprocessable("environment", "choices: " + Choice.all(RingEnvironment.class)));
    }
}
