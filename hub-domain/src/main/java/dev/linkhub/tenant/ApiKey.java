package dev.linkhub.tenant;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An integrator's credential for the API, as stored: without its secret.
 *
 * @param scopes as in OAuth, separated by spaces
 * @param createdBy who issued it: another key's id or {@code operator}
 */
@MappedEntity("api_key")
@SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; nothing compares keys as values.
public record ApiKey(
        String tenantId,
        @Id String apiKeyId,
        String name,
        String scopes,
        KeyReach reach,
        byte[] secretSha256,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Whose things this key reaches. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    /** Whether it may do this. */
    public boolean allows(ApiScope wanted) {
        return scopeSet().contains(wanted);
    }

    /** What it may do. */
    public Set<ApiScope> scopeSet() {
        return Arrays.stream(scopes.split(" "))
                .flatMap(text -> ApiScope.parse(text).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ApiScope.class)));
    }

    boolean livesAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "ApiKey[" + apiKeyId + " of " + tenantId + "]";
    }
}
