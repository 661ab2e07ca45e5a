package dev.linkhub.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry up to date, if this process has one: whoever scrapes finds what the last second's reading left there, and
 * never waits for anything.
 */
@Singleton
class Exposition implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);
    private static final int SECONDS_BETWEEN_RANKINGS = 600;

    private final BeanProvider<AppMeters> meters;
    private final BeanProvider<BusiestApps> apps;
    private final BeanProvider<Measured> measured;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("metrics").factory());
    private volatile @Nullable MeterRegistry registry;
    private int sinceRanking;

    Exposition(BeanProvider<AppMeters> meters, BeanProvider<BusiestApps> apps, BeanProvider<Measured> measured) {
        this.meters = meters;
        this.apps = apps;
        this.measured = measured;
    }

    /** The beans behind the providers need the registry, which is being made just now. */
    @Override
    public void bindTo(MeterRegistry bound) {
        registry = bound;
    }

    /** Not before: a start that fails has its one line to itself. */
    @EventListener
    void on(StartupEvent started) {
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(this::update, 1, 1, TimeUnit.SECONDS);
    }

    void update() {
        MeterRegistry shown = registry;
        if (shown == null) {
            return;
        }
        try {
            Collection<Measured> all = measured.stream().toList();
            all.forEach(Exposition::read);
            sinceRanking++;
            if (sinceRanking >= SECONDS_BETWEEN_RANKINGS) {
                sinceRanking = 0;
                apps.get().rank();
            }
            meters.get().show(shown);
        } catch (RuntimeException e) {
            // Thrown from here it would be the last reading.
            LOG.error("The metrics could not be brought up to date and are tried again in a second", e);
        }
    }

    /** What cannot be read keeps what it was; the others go on. */
    private static void read(Measured one) {
        try {
            one.read();
        } catch (RuntimeException e) {
            LOG.error(
                    "{} could not be read and are tried again in a second",
                    one.getClass().getSimpleName(),
                    e);
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
