package dev.linkhub.tenant;

import dev.linkhub.id.PublicIds;
import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.refusal.NotFound;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys with which integrators call the API. */
@Singleton
public class ApiKeys {

    private static final Pattern CLEAR_TEXT = Pattern.compile("hub_(live|test)_([0-9a-z]{26})_([0-9A-Za-z]{43})");
    private static final String PREFIX = "key";
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiKeyRows rows;
    private final PublicIds ids;
    private final Clock clock;
    private final ApplicationEventPublisher<ApiKeyIssued> issued;
    private final ApplicationEventPublisher<ApiKeyDeleted> deleted;

    ApiKeys(
            ApiKeyRows rows,
            PublicIds ids,
            Clock clock,
            ApplicationEventPublisher<ApiKeyIssued> issued,
            ApplicationEventPublisher<ApiKeyDeleted> deleted) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
        this.issued = issued;
        this.deleted = deleted;
    }

    /**
     * Issues a key.
     *
     * @param expiresAt when it stops to work, or null for never
     * @param by another key's id or {@code operator}
     * @throws dev.linkhub.refusal.InvalidInput for a bad name, no scopes, or an end that is not in the future
     */
    @Transactional
    public IssuedApiKey issue(
            TenantScope tenant,
            String name,
            Set<ApiScope> scopes,
            KeyReach reach,
            @Nullable Instant expiresAt,
            String by) {
        Instant now = clock.instant();
        new FieldChecks()
                .name("name", name)
                .require(!scopes.isEmpty(), "scopes", "at least one scope")
                .require(expiresAt == null || expiresAt.isAfter(now), "expires_at", "a time in the future")
                .done();
        String bareId = ids.bare();
        String secret = Unguessable.bits256();
        String scopeText = scopes.stream().sorted().map(ApiScope::text).collect(Collectors.joining(" "));
        ApiKey key = new ApiKey(
                tenant.tenantId(),
                PREFIX + "_" + bareId,
                name.strip(),
                scopeText,
                reach,
                Sha256.of(secret),
                by,
                now,
                expiresAt,
                null);
        rows.insert(
                key.tenantId(),
                key.apiKeyId(),
                key.name(),
                key.scopes(),
                key.reach(),
                key.secretSha256(),
                key.createdBy(),
                key.createdAt(),
                key.expiresAt());
        issued.publishEvent(new ApiKeyIssued(tenant, key.apiKeyId(), scopeText, by));
        return new IssuedApiKey(key, "hub_" + reach.name().toLowerCase(Locale.ROOT) + "_" + bareId + "_" + secret);
    }

    /** The key that a Bearer token is, if it is one that works now. Compares in constant time. */
    public Optional<ApiKey> authenticate(String bearerToken) {
        Matcher parts = CLEAR_TEXT.matcher(bearerToken);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiKey> key = rows.findByApiKeyId(PREFIX + "_" + parts.group(2))
                .filter(found -> Sha256.matches(found.secretSha256(), parts.group(3)))
                .filter(found -> found.reach().name().equalsIgnoreCase(parts.group(1)))
                .filter(found -> found.livesAt(now));
        key.ifPresent(found -> noteUse(found, now));
        return key;
    }

    /** A page in the order of creation. */
    public List<ApiKey> page(TenantScope tenant, String after, int limit) {
        return rows.page(tenant.tenantId(), after, limit);
    }

    /**
     * Ends a key at once.
     *
     * @throws NotFound if the tenant has no such key
     */
    @Transactional
    public void delete(TenantScope tenant, String apiKeyId, String by) {
        if (!PublicIds.canBe(apiKeyId) || rows.delete(tenant.tenantId(), apiKeyId) == 0) {
            throw new NotFound();
        }
        deleted.publishEvent(new ApiKeyDeleted(tenant, apiKeyId, by));
    }

    private void noteUse(ApiKey key, Instant now) {
        Instant noted = key.lastUsedAt();
        Instant noLaterThan = now.minus(USE_NOTED_EVERY);
        if (noted == null || noted.isBefore(noLaterThan)) {
            rows.touch(key.tenantId(), key.apiKeyId(), now, noLaterThan);
        }
    }
}
