package dev.linkhub.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Shows how something stands with each app; those without a line of their own together. Nothing while nothing is known. */
public final class AppGauge {

    private final BusiestApps apps;
    private final String name;
    private final String description;
    private final DoubleBinaryOperator together;
    private final Lines lines = new Lines();
    private volatile Map<AppLine, Double> values = Map.of();
    private volatile boolean known;

    AppGauge(BusiestApps apps, String name, String description, DoubleBinaryOperator together) {
        this.apps = apps;
        this.name = name;
        this.description = description;
        this.together = together;
    }

    /** How it stands now; an app that is not in it stands at zero. */
    public void set(Map<AppKey, Double> now) {
        Map<AppLine, Double> byLine = new HashMap<>();
        now.forEach((app, value) -> byLine.merge(apps.idle(app), value, together::applyAsDouble));
        values = byLine;
        known = true;
    }

    /** It is not known any more how it stands: nothing is shown. */
    public void forget() {
        known = false;
    }

    void show(MeterRegistry registry) {
        Map<Tags, Lines.Line> wanted = new HashMap<>();
        if (known) {
            apps.lines().forEach((app, line) -> {
                Tags tags = Tags.of("app", app);
                wanted.put(
                        tags,
                        () -> Gauge.builder(name, this, gauge -> gauge.values.getOrDefault(line, 0.0))
                                .description(description)
                                .tags(tags)
                                .register(registry));
            });
        }
        lines.show(wanted, registry);
    }
}
