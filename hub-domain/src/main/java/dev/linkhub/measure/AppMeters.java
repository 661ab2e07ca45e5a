package dev.linkhub.measure;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The metrics that know apps. Everything counts from the start; a process that shows its metrics to nobody has no registry and
 * loses nothing by it.
 */
@Singleton
public class AppMeters {

    private final BusiestApps apps;
    private final List<Consumer<MeterRegistry>> meters = new CopyOnWriteArrayList<>();

    AppMeters(BusiestApps apps) {
        this.apps = apps;
    }

    /** A counter with one more label. */
    public AppCounter counter(String name, String description, String label, List<String> values) {
        AppCounter counter = new AppCounter(apps, name, description, label, values);
        meters.add(counter::show);
        return counter;
    }

    /** A sum that somebody else keeps, to be told with {@link Total#set}. */
    public Total total(String name, String description) {
        AppCounter counter = counter(name, description, "", List.of(""));
        return counter::totals;
    }

    /** A gauge; the apps without a line of their own show what they have together. */
    public AppGauge sum(String name, String description) {
        return gauge(new AppGauge(apps, name, description, Double::sum));
    }

    /** A gauge; the apps without a line of their own show the largest that one of them has. */
    public AppGauge largest(String name, String description) {
        return gauge(new AppGauge(apps, name, description, Math::max));
    }

    void show(MeterRegistry registry) {
        meters.forEach(meter -> meter.accept(registry));
    }

    private AppGauge gauge(AppGauge gauge) {
        meters.add(gauge::show);
        return gauge;
    }

    /** Takes over sums that somebody else keeps. */
    public interface Total {

        /** For each app since the start of this process. */
        void set(Map<AppKey, Double> now);
    }
}
