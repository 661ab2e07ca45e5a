package dev.linkhub.measure;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/** The lines of one metric in the registry. Those that stay are not touched: a scrape at that moment would miss them. */
final class Lines {

    private final Map<Tags, Meter> shown = new HashMap<>();

    void show(Map<Tags, Line> wanted, MeterRegistry registry) {
        shown.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsKey(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue());
            }
            return gone;
        });
        wanted.forEach((tags, line) -> shown.computeIfAbsent(tags, key -> line.register()));
    }

    /** Makes itself known to the registry. */
    interface Line {

        Meter register();
    }
}
