package dev.linkhub.simulator.control;

import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.time.SimulatorClock;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;

/** {@code /control/clock}. */
final class ClockResource {

    private static final Duration FARTHEST = Duration.ofDays(3650);

    private final SimulatorClock clock;

    ClockResource(SimulatorClock clock) {
        this.clock = clock;
    }

    private record View(Duration offset, Instant now) {}

    void register(RoutesConfig routes) {
        routes.get("/control/clock", this::answer);
        routes.put("/control/clock", context -> {
            Body body = Body.of(context);
            Duration offset =
                    body.optionalDuration("offset").orElseThrow(() -> new Unprocessable("offset", "is missing"));
            body.end();
            if (offset.abs().compareTo(FARTHEST) > 0) {
                throw new Unprocessable("offset", "is at most ten years either way");
            }
            clock.moveTo(offset);
            answer(context);
        });
    }

    private void answer(Context context) {
        Json.answer(context, 200, new View(clock.offset(), clock.instant()));
    }
}
