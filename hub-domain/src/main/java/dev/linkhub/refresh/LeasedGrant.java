package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.journal.AttemptJournal;
import dev.linkhub.tenant.TenantScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant that the caller alone may refresh until its lease ends.
 *
 * @param claimedAtNanos {@code nanoTime} from before the claim was written
 * @param wasInDoubt whether an earlier refresh may have been on the wire with its outcome unknown
 * @param verdict what it is held to be broken for already; this attempt then confirms or heals
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
record LeasedGrant(
        TenantScope tenant,
        String grantId,
        String appId,
        int generation,
        byte[] refreshTokenSealed,
        String claimId,
        long claimedAtNanos,
        boolean wasInDoubt,
        boolean onDemand,
        int failures,
        @Nullable Instant lastRefreshedAt,
        @Nullable UnhealthyReason verdict,
        @Nullable Instant suspectSince) {

    /** As journals name this refresh. */
    AttemptJournal.Attempt attempt() {
        return new AttemptJournal.Attempt(claimId, grantId, generation);
    }
}
