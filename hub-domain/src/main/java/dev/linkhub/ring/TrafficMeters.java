package dev.linkhub.ring;

import dev.linkhub.measure.AppGauge;
import dev.linkhub.measure.AppKey;
import dev.linkhub.measure.AppMeters;
import dev.linkhub.measure.Measured;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the calls to Ring fare in this process, as metrics. */
@Singleton
class TrafficMeters implements Measured {

    private final RingTraffic traffic;
    private final AppGauge breaker;
    private final AppMeters.Total waited;
    private final AppMeters.Total refused;
    private final AppMeters.Total borrowed;

    TrafficMeters(RingTraffic traffic, AppMeters meters) {
        this.traffic = traffic;
        breaker = meters.largest(
                "hub.ring.breaker.state",
                "0: Ring is called as usual, 1: one refresh at a time tries, 2: none is sent");
        waited = meters.total("hub.ring.rate.wait.seconds", "How long callers have waited for the app's rate");
        refused = meters.total(
                "hub.ring.rate.refusals",
                "How often there was no permit: the rate was used up, Ring wanted to be left alone or did not answer");
        borrowed = meters.total("hub.ring.rate.borrowed", "Codes that went to Ring without a permit");
    }

    @Override
    public void read() {
        List<AppTraffic> seen = traffic.seen();
        breaker.set(values(seen, app -> severity(app.breaker())));
        waited.set(values(seen, app -> app.waited().toMillis() / 1_000.0));
        refused.set(values(seen, AppTraffic::refused));
        borrowed.set(values(seen, AppTraffic::borrowed));
    }

    private static int severity(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case PROBING -> 1;
            case OPEN -> 2;
        };
    }

    private static Map<AppKey, Double> values(List<AppTraffic> seen, ToDoubleFunction<AppTraffic> value) {
        Map<AppKey, Double> values = new HashMap<>();
        seen.forEach(app -> values.put(new AppKey(app.tenantId(), app.appId()), value.applyAsDouble(app)));
        return values;
    }
}
