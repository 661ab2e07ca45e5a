package dev.linkhub.linking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A household's own link that works no more, and can go on with another Ring account. Nothing is kept that would name the account it
 * had.
 *
 * @param since when it broke; of an {@link Why#INCOMPLETE} one, when it was last claimed
 * @param linkedAt when Ring last confirmed it for good; null if it never did
 */
public record BrokenLink(
        String linkId, Why why, Instant since, @Nullable Instant linkedAt) {

    /** What broke it. */
    public enum Why {
        /** The user removed the app in Ring. */
        REMOVED,
        /** The household disconnected it here. */
        DISCONNECTED,
        /** Ring never confirmed it for good. */
        INCOMPLETE,
        /** Ring no longer takes its tokens. */
        UNHEALTHY
    }
}
