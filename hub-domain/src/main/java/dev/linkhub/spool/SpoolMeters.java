package dev.linkhub.spool;

import dev.linkhub.measure.Measured;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** The spool as metrics, as it was a second ago: a disk that hangs must not hold up a scrape. */
@Singleton
class SpoolMeters implements MeterBinder, Measured {

    private final BeanProvider<Spool> spool;
    private volatile SpoolStatus status = new SpoolStatus(0, 0, Duration.ZERO, 0, 0);

    SpoolMeters(BeanProvider<Spool> spool) {
        this.spool = spool;
    }

    @Override
    public void read() {
        status = spool.get().status();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "hub.spool.records", "Records of this process that wait in its files", SpoolStatus::records);
        gauge(registry, "hub.spool.bytes", "In all files of records in the folder", SpoolStatus::bytes);
        gauge(
                registry,
                "hub.spool.oldest.write.seconds",
                "How long the oldest write of this process has been under way, spooled or not",
                now -> now.oldest().toMillis() / 1_000.0);
        gauge(
                registry,
                "hub.spool.files.set.aside",
                "Files of the folder that wait for an operator",
                SpoolStatus::aside);
        FunctionCounter.builder("hub.spool.append.failures", this, meters -> meters.status.failedAppends())
                .description("Records that could not be put on the disk")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<SpoolStatus> value) {
        Gauge.builder(name, this, meters -> value.applyAsDouble(meters.status))
                .description(description)
                .register(registry);
    }
}
