package dev.linkhub.simulator.control;

import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.time.Pace;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.time.SimulatorClock.Reading;
import dev.linkhub.simulator.time.TimeChange;
import dev.linkhub.simulator.time.TimeChange.Goal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /control/clock}: a PUT says where time goes, how fast it runs from there, or both. */
final class ClockResource {

    private final SimulatorClock clock;

    ClockResource(SimulatorClock clock) {
        this.clock = clock;
    }

    private record View(Duration offset, Instant now, int speed, boolean frozen) {

        static View of(Reading reading) {
            return new View(
                    reading.offset(),
                    reading.now(),
                    reading.pace().speed(),
                    reading.pace().frozen());
        }
    }

    void register(RoutesConfig routes) {
        routes.get("/control/clock", context -> Json.answer(context, 200, View.of(clock.read())));
        routes.put("/control/clock", this::change);
    }

    private void change(Context context) {
        Body body = Body.of(context);
        Map<String, Goal> goals = new LinkedHashMap<>();
        body.optionalDuration("offset").ifPresent(offset -> goals.put("offset", new Goal.Offset(offset)));
        body.optionalDuration("advance").ifPresent(by -> goals.put("advance", new Goal.By(by)));
        body.optionalInstant("at").ifPresent(instant -> goals.put("at", new Goal.At(instant)));
        Optional<Boolean> frozen = body.optional("frozen").map(told -> body.flag("frozen"));
        Optional<Integer> speed = body.optional("speed").map(told -> body.number("speed", 1, Pace.FASTEST, 1));
        body.end();
        if (goals.isEmpty() && frozen.isEmpty() && speed.isEmpty()) {
            throw new Unprocessable("body", "is empty; choices: offset, advance, at, frozen, speed");
        }
        if (goals.size() > 1) {
            throw new Unprocessable(
                    goals.keySet().iterator().next(),
                    "is one way to say where time goes; choose one of offset, advance and at");
        }
        Goal goal = goals.values().stream().findFirst().orElseGet(Goal.Stay::new);
        String field = goals.keySet().stream().findFirst().orElse("body");
        Reading after = body.build(field, () -> clock.set(new TimeChange(goal, speed, frozen)));
        Json.answer(context, 200, View.of(after));
    }
}
