package dev.linkhub.refresh;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The work of this process as a whole, as metrics. A batch's usual size is the ratio of what was in batches to their number. */
@Singleton
class EngineMeters implements MeterBinder {

    private final BeanProvider<RefreshFigures> figures;
    private final BeanProvider<RefreshLane> lanes;

    EngineMeters(BeanProvider<RefreshFigures> figures, BeanProvider<RefreshLane> lanes) {
        this.figures = figures;
        this.lanes = lanes;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "hub.refresh.claims", "Claims of one grant or more", RefreshFigures::claims);
        count(registry, "hub.refresh.claimed.grants", "Grants in these claims", RefreshFigures::claimed);
        count(
                registry,
                "hub.refresh.write.batches",
                "Batches of outcomes that the database took",
                RefreshFigures::batches);
        count(registry, "hub.refresh.written.outcomes", "Outcomes in these batches", RefreshFigures::ends);
        count(
                registry,
                "hub.refresh.write.batch.failures",
                "Batches of outcomes that the database did not take",
                RefreshFigures::failedBatches);
        gauge(
                registry,
                "hub.refresh.waiting.grants",
                "Grants for which this process waits until another one has refreshed them",
                () -> figures.get().waiting());
        gauge(
                registry,
                "hub.refresh.in.flight",
                "Refreshes of lanes on the wire",
                () -> lanes.get().inFlight().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        gauge(
                registry,
                "hub.refresh.running.lanes",
                "Lanes that this process drains",
                () -> lanes.get().running().size());
    }

    private void count(
            MeterRegistry registry, String name, String description, ToDoubleFunction<RefreshFigures> count) {
        FunctionCounter.builder(name, figures, provider -> count.applyAsDouble(provider.get()))
                .description(description)
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
