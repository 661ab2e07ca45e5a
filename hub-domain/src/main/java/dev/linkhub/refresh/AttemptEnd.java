package dev.linkhub.refresh;

import dev.linkhub.vault.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended: what the write-back needs to know, and nothing of HTTP. */
sealed interface AttemptEnd {

    /** The grant and its lease. */
    LeasedGrant grant();

    /** As histories name it. */
    AttemptOutcome outcome();

    /** Ring's name for the call, if it gave one. */
    @Nullable String ringRequestId();

    /** New tokens, to be stored whatever became of the lease. */
    record Success(
            LeasedGrant grant,
            Secret accessToken,
            @Nullable Secret refreshToken,
            String tokenType,
            String scope,
            Duration lifetime,
            @Nullable String ringRequestId)
            implements AttemptEnd {

        @Override
        public AttemptOutcome outcome() {
            return AttemptOutcome.REFRESHED;
        }
    }

    /** Ring says {@code invalid_grant}. */
    record Refused(LeasedGrant grant, @Nullable String ringRequestId) implements AttemptEnd {

        @Override
        public AttemptOutcome outcome() {
            return AttemptOutcome.INVALID_GRANT;
        }
    }

    /** To be tried again. */
    record Again(
            LeasedGrant grant,
            AttemptOutcome outcome,
            Duration in,
            boolean mayHaveReachedRing,
            String detail,
            @Nullable String ringRequestId)
            implements AttemptEnd {}

    /** The stored refresh token does not open. */
    record Unreadable(LeasedGrant grant) implements AttemptEnd {

        @Override
        public AttemptOutcome outcome() {
            return AttemptOutcome.SEAL_BROKEN;
        }

        @Override
        public @Nullable String ringRequestId() {
            return null;
        }
    }
}
