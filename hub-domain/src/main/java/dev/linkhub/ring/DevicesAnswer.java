package dev.linkhub.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of {@code GET /v1/devices} ({@code ring-contract.md} §9). */
public sealed interface DevicesAnswer {

    /**
     * The devices that the user shares with the app.
     *
     * @param complete whether these are all: what is missing in an incomplete list may be shared all the same
     * @param at when it was true by Ring's clock, to the second; null if Ring does not say
     */
    record Listed(
            List<ListedDevice> devices,
            boolean complete,
            @Nullable Instant at) implements DevicesAnswer {

        public Listed {
            devices = List.copyOf(devices);
        }
    }

    /** Ring no longer takes this access token: 401 or 403. */
    record TokenRejected() implements DevicesAnswer {}

    /** Too many calls of this app, as Ring says or as we know. */
    record RateLimited(Duration retryAfter) implements DevicesAnswer {}

    /** No usable answer; asking again does no harm. */
    record Unavailable(String why) implements DevicesAnswer {}
}
