package dev.linkhub.grant;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant without its secrets.
 *
 * @param generation rises with each write and each wipe of its tokens
 * @param failures attempts to refresh since the last success
 * @param inDoubtSince since when a refresh (or redemption) may have been on the wire with its outcome unknown
 * @param suspectSince since when a verdict against it is held back because too many of its app fell at once
 */
@MappedEntity("ring_grant")
public record RingGrant(
        String tenantId,
        @Id String grantId,
        String appId,
        Environment environment,
        GrantState state,
        @Nullable RevokedReason revokedReason,
        int generation,
        Instant receivedAt,
        @Nullable String ringAccountId,
        @Nullable Instant exchangedAt,
        @Nullable Instant unclaimedAt,
        @Nullable Instant claimedAt,
        @Nullable Instant endedAt,
        @Nullable Instant accessExpiresAt,
        @Nullable Instant refreshExpiresAt,
        @Nullable Instant lastRefreshedAt,
        @Nullable Instant dueAt,
        @Nullable Instant leaseUntil,
        @Nullable Instant inDoubtSince,
        int failures,
        @Nullable String lastOutcome,
        @Nullable Instant lastAttemptAt,
        @Nullable UnhealthyReason unhealthyReason,
        @Nullable Instant unhealthySince,
        @Nullable Instant suspectSince) {

    /** Whose it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }
}
