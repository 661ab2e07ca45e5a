package dev.linkhub.simulator.control;

import dev.linkhub.simulator.guard.LoopbackGuard;
import dev.linkhub.simulator.world.World;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;

/** Everything under {@code /control}: what tests steer the simulator with and assert on. */
public final class ControlApi {

    private final World world;
    private final LoopbackGuard guard;

    public ControlApi(World world, LoopbackGuard guard) {
        this.world = world;
        this.guard = guard;
    }

    public void register(RoutesConfig routes) {
        routes.before("/control/*", guard::check);
        new AppsResource(world.apps(), world.standings()).register(routes);
        new AccountsResource(world.accounts()).register(routes);
        new DevicesResource(world.accounts(), world.household()).register(routes);
        new InstallationsResource(
                        world.installations(),
                        world.apps(),
                        world.accounts(),
                        world.journey(),
                        world.household(),
                        new InstallationViews(world.apps(), world.journey(), world.tokens(), world.findings()))
                .register(routes);
        new SubscriptionsResource(world.subscriptions(), world.installations(), world.accounts(), world.clock())
                .register(routes);
        new EventsResource(world.apps(), world.accounts(), world.installations(), world.events(), world.webhooks())
                .register(routes);
        new FaultsResource(world.faults(), world.apps(), world.accounts()).register(routes);
        new SettingsResource(world.settings()).register(routes);
        new ClockResource(world.clock()).register(routes);
        new TraceResource(world.trace(), world.counters()).register(routes);
        new TokensResource(world.tokens()).register(routes);
        new TokenPairsResource(world.installations(), world.tokens()).register(routes);
        new OpenApiResource().register(routes);
        new Oblivion(world.installations(), world.apps(), world.accounts(), world.tokens()).register(routes);
        routes.post("/control/reset", context -> {
            Body.of(context).end();
            world.forget();
            context.status(204);
        });
        // Else it would be answered, and recorded, as a call to Ring.
        Handler nothing = context -> {
            throw new NotFoundResponse("The control API has nothing at this address for " + context.method());
        };
        routes.get("/control/*", nothing)
                .post("/control/*", nothing)
                .put("/control/*", nothing)
                .patch("/control/*", nothing)
                .delete("/control/*", nothing);
    }
}
