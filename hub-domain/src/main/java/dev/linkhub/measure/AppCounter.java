package dev.linkhub.measure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts something by app, and by one more label whose values are known beforehand: each of them is there at zero, so that the
 * first time can be told from nothing at all.
 */
public final class AppCounter {

    private final BusiestApps apps;
    private final String name;
    private final String description;
    private final String label;
    private final List<String> values;
    private final Lines lines = new Lines();
    private final Map<AppKey, Double> totals = new HashMap<>();

    /** With no label but the app's if {@code label} is empty; then the one value is empty, too. */
    AppCounter(BusiestApps apps, String name, String description, String label, List<String> values) {
        this.apps = apps;
        this.name = name;
        this.description = description;
        this.label = label;
        this.values = List.copyOf(values);
    }

    /** Counts one. */
    public void increment(AppKey app, String value) {
        apps.busy(app).add(this, value, 1);
    }

    /** Takes over a sum that somebody else keeps for each app since the start. One that is gone and comes back begins anew. */
    void totals(Map<AppKey, Double> now) {
        totals.keySet().retainAll(now.keySet());
        now.forEach((app, total) -> {
            double before = totals.getOrDefault(app, 0.0);
            double more = total < before ? total : total - before;
            totals.put(app, total);
            if (more > 0) {
                apps.idle(app).add(this, values.getFirst(), more);
            }
        });
    }

    void show(MeterRegistry registry) {
        Map<Tags, Lines.Line> wanted = new HashMap<>();
        apps.lines()
                .forEach((app, line) -> values.forEach(value -> {
                    Tags tags = tags(app, value);
                    wanted.put(
                            tags,
                            () -> FunctionCounter.builder(name, this, counter -> line.sum(counter, value))
                                    .description(description)
                                    .tags(tags)
                                    .register(registry));
                }));
        lines.show(wanted, registry);
    }

    private Tags tags(String app, String value) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.of("app", app));
        if (!label.isEmpty()) {
            tags.add(Tag.of(label, value));
        }
        return Tags.of(tags);
    }
}
