package dev.linkhub.partnerapp;

import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Ring Appstore app of a tenant, without its secrets. Its sandbox is another one, that only the hub's simulator knows:
 * credentials, pauses and rates of the two have nothing to do with each other.
 *
 * @param clientId null until Ring's credentials have been given
 * @param credentialVersion rises with each change of a credential
 * @param hmacVerifiedAt when this HMAC key first verified something from Ring; null while it never has
 * @param probeAt when a paused app may be tried again with one grant
 * @param probes how often that has been done since the pause
 * @param sandboxOf the id of the app that this is the sandbox of; null if it is an app itself
 */
@MappedEntity("partner_app")
public record PartnerApp(
        String tenantId,
        @Id String appId,
        String slug,
        String name,
        @Nullable String clientId,
        int credentialVersion,
        @Nullable Instant hmacVerifiedAt,
        AppStatus status,
        @Nullable PauseReason pauseReason,
        @Nullable Instant pausedAt,
        @Nullable Instant probeAt,
        int probes,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String sandboxOf) {

    /** How the ids of sandboxes begin, and of nothing else. */
    static final String SANDBOX_ID = "sbx";

    /** Whether this is the id of a sandbox. */
    public static boolean isSandboxId(String appId) {
        return appId.startsWith(SANDBOX_ID);
    }

    /** Whose app it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    /** The environments that it has addresses for. */
    public List<Environment> environments() {
        return Environment.of(site());
    }

    /** Who knows its credentials and gave its tokens. */
    public RingSite site() {
        return sandboxOf == null ? RingSite.RING : RingSite.SANDBOX;
    }

    /** Whether Ring's credentials have been given. */
    public boolean hasCredentials() {
        return clientId != null;
    }

    /** Whether the hub may not call Ring on its behalf. */
    public boolean isPaused() {
        return status == AppStatus.PAUSED;
    }
}
