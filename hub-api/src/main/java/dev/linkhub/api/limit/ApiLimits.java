package dev.linkhub.api.limit;

import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;

/** {@code HUB_API_RATE_PER_KEY}, {@code HUB_API_BURST_PER_KEY}, {@code HUB_API_MAX_BODY} (bytes). */
@Context
final class ApiLimits {

    private static final int ONE_MIB = 1 << 20;

    /** The server has one limit for all addresses, and this is the most that Ring sends. */
    private static final int LARGEST_WEBHOOK = 256 * 1024;

    private final int ratePerKey;
    private final int burstPerKey;
    private final int maxBody;

    ApiLimits(
            @Property(name = "hub.api.rate-per-key", defaultValue = "100") String ratePerKey,
            @Property(name = "hub.api.burst-per-key", defaultValue = "300") String burstPerKey,
            @Property(name = "hub.api.max-body", defaultValue = "1048576") String maxBody) {
        this.ratePerKey = Ranges.number("hub.api.rate-per-key", ratePerKey, 1, 100_000);
        this.burstPerKey = Ranges.number("hub.api.burst-per-key", burstPerKey, 1, 1_000_000);
        this.maxBody = Ranges.number("hub.api.max-body", maxBody, LARGEST_WEBHOOK, 16 * ONE_MIB);
    }

    int ratePerKey() {
        return ratePerKey;
    }

    int burstPerKey() {
        return burstPerKey;
    }

    int maxBody() {
        return maxBody;
    }
}
