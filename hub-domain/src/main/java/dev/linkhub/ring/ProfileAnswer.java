package dev.linkhub.ring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of {@code GET /v1/users/me} ({@code ring-contract.md} §3). */
public sealed interface ProfileAnswer {

    /** Whose token it is. */
    record Profile(
            String ringAccountId,
            @Nullable String firstName,
            @Nullable String email) implements ProfileAnswer {

        @Override
        public String toString() {
            return "Profile[" + ringAccountId + "]";
        }
    }

    /** Ring no longer takes this access token: 401 or 403. */
    record TokenRejected() implements ProfileAnswer {}

    /** Too many calls of this app, as Ring says or as we know. */
    record RateLimited(Duration retryAfter) implements ProfileAnswer {}

    /** No usable answer; asking again does no harm. */
    record Unavailable(String why) implements ProfileAnswer {}
}
