package dev.linkhub.web.browser;

import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;

/** {@code HUB_PAGES_PER_SECOND} and {@code HUB_PAGES_BURST}: how often one address may start linking or sign in. */
@Context
final class PageRateSettings {

    private final int perSecond;
    private final int burst;

    PageRateSettings(
            @Property(name = "hub.pages-per-second", defaultValue = "5") String perSecond,
            @Property(name = "hub.pages-burst", defaultValue = "30") String burst) {
        this.perSecond = Ranges.number("hub.pages-per-second", perSecond, 1, 10_000);
        this.burst = Ranges.number("hub.pages-burst", burst, 1, 100_000);
    }

    int perSecond() {
        return perSecond;
    }

    int burst() {
        return burst;
    }
}
