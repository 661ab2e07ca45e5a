package dev.linkhub.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
    private int sinceRanking;

    Exposition(BeanProvider<AppMeters> meters, BeanProvider<BusiestApps> apps, BeanProvider<Measured> measured) {
        this.meters = meters;
        this.apps = apps;
        this.measured = measured;
    }

    /** The beans behind the providers are not asked for before the registry, which is being made just now, is there. */
    @Override
    public void bindTo(MeterRegistry registry) {
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(() -> update(registry), 1, 1, TimeUnit.SECONDS);
    }

    void update(MeterRegistry registry) {
        try {
            Collection<Measured> all = measured.stream().toList();
            all.forEach(Exposition::read);
            sinceRanking++;
            if (sinceRanking >= SECONDS_BETWEEN_RANKINGS) {
                sinceRanking = 0;
                apps.get().rank();
            }
            meters.get().show(registry);
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
