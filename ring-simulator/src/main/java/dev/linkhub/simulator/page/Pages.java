package dev.linkhub.simulator.page;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.account.Person;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.guard.LoopbackGuard;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.world.World;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pages of the simulated Ring app: rendered here; a script only keeps open ones up to date. */
public final class Pages implements AutoCloseable {

    private static final List<String> GUARDED =
            List.of("/", "/accounts", "/accounts/*", "/installations/*", "/assets/*", "/live");

    private static final int MOST_ACCOUNTS = 50;

    private final World world;
    private final LoopbackGuard guard;
    private final Templates templates = new Templates();
    private final AccountPages accountPages;
    private final InstallationPages installationPages;
    private final CallViews calls;
    private final Changes changes = new Changes();

    public Pages(World world, LoopbackGuard guard) {
        this.world = world;
        this.guard = guard;
        this.accountPages = new AccountPages(world, templates);
        this.installationPages = new InstallationPages(world, templates);
        this.calls = new CallViews(world);
        world.trace().onChange(changes::mark);
    }

    public void register(RoutesConfig routes) {
        GUARDED.forEach(path -> routes.before(path, guard::check));
        routes.get("/", this::home);
        routes.post("/accounts", this::createAccount);
        routes.get("/assets/simulator.css", context -> asset(context, "simulator.css", "text/css; charset=utf-8"));
        routes.get("/assets/icon.svg", context -> asset(context, "icon.svg", "image/svg+xml"));
        routes.get("/assets/live.js", context -> asset(context, "live.js", "text/javascript; charset=utf-8"));
        routes.get("/live", new LiveStream(changes)::open);
        // What tests do there may show on a page without any call.
        routes.after("/control/*", context -> {
            if (!context.method().equals(HandlerType.GET)) {
                changes.mark();
            }
        });
        accountPages.register(routes);
        installationPages.register(routes);
    }

    /** Ends what open pages are waiting for. */
    @Override
    public void close() {
        changes.close();
    }

    /** Whether an address belongs to the pages rather than to Ring or the control API. */
    public boolean own(Context context) {
        String path = context.path();
        return path.equals("/") || path.startsWith("/accounts") || path.startsWith("/installations/");
    }

    /** What cannot be done, as a page. */
    public void problem(Context context, Unprocessable problem) {
        templates.render(context, 422, "problem", Map.of("violations", problem.violations()));
    }

    private void home(Context context) {
        templates.render(
                context,
                200,
                "home",
                Map.of(
                        "accounts",
                                world.accounts().latest(MOST_ACCOUNTS).stream()
                                        .map(AccountView::of)
                                        .toList(),
                        "older", Math.max(0, world.accounts().count() - MOST_ACCOUNTS),
                        "kinds", Choice.names(DeviceKind.class),
                        "apps", world.apps().count(),
                        "calls", calls.all()));
    }

    private void createAccount(Context context) {
        Person person;
        try {
            person = new Person(text(context, "first_name"), text(context, "last_name"), text(context, "email"), null);
        } catch (IllegalArgumentException e) {
            throw new Unprocessable("account", String.valueOf(e.getMessage()));
        }
        List<Device> devices = new ArrayList<>();
        for (String name : context.formParams("device")) {
            DeviceKind kind = Choice.parse(DeviceKind.class, name)
                    .orElseThrow(() -> new Unprocessable("device", "choices: " + Choice.all(DeviceKind.class)));
            devices.add(new Device(RingAccounts.newDeviceId(), AccountView.capitalised(name), kind));
        }
        RingAccount account = world.accounts().create(null, person, devices);
        context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
    }

    private static String text(Context context, String field) {
        String value = context.formParam(field);
        return value == null ? "" : value.strip();
    }

    private static void asset(Context context, String file, String type) {
        try (InputStream asset = Pages.class.getResourceAsStream(file)) {
            if (asset == null) {
                throw new IllegalStateException(file + " belongs to the jar");
            }
            context.contentType(type)
                    .header("Cache-Control", "no-cache")
                    .header("X-Content-Type-Options", "nosniff")
                    .result(asset.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
