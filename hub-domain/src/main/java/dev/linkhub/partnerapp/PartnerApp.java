package dev.linkhub.partnerapp;

import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Ring Appstore app of a tenant, without its secrets.
 *
 * @param credentialVersion rises with each change of a credential
 * @param hmacVerifiedAt when this HMAC key first verified something from Ring; null while it never has
 * @param probeAt when a paused app may be tried again with one grant
 * @param probes how often that has been done since the pause
 */
@MappedEntity("partner_app")
public record PartnerApp(
        String tenantId,
        @Id String appId,
        String slug,
        String name,
        String clientId,
        int credentialVersion,
        @Nullable Instant hmacVerifiedAt,
        AppStatus status,
        @Nullable PauseReason pauseReason,
        @Nullable Instant pausedAt,
        @Nullable Instant probeAt,
        int probes,
        Instant createdAt,
        Instant updatedAt) {

    /** Whose app it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    /** Whether the hub may not call Ring on its behalf. */
    public boolean isPaused() {
        return status == AppStatus.PAUSED;
    }
}
