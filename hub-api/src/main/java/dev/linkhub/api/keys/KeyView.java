package dev.linkhub.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.tenant.ApiKey;
import dev.linkhub.tenant.ApiScope;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key, without its secret. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(
        String id,
        String name,
        List<String> scopes,
        String reach,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static KeyView from(ApiKey key) {
        return new KeyView(
                key.apiKeyId(),
                key.name(),
                key.scopeSet().stream().map(ApiScope::text).toList(),
                key.reach().name().toLowerCase(Locale.ROOT),
                key.createdBy(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
