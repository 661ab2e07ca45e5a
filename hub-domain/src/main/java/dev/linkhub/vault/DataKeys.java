package dev.linkhub.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.linkhub.tenant.TenantCreated;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Each tenant's data keys, made with the tenant and unwrapped on first use. */
@Singleton
class DataKeys {

    private static final int MOST_TENANTS_IN_MEMORY = 10_000;
    private static final Duration REREAD_AFTER = Duration.ofMinutes(10);

    private final DataKeyRows rows;
    private final MasterKeyset master;
    private final Clock clock;
    private final Cache<TenantScope, List<DataKey>> unwrapped = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS_IN_MEMORY)
            .expireAfterWrite(REREAD_AFTER)
            .build();

    DataKeys(DataKeyRows rows, MasterKeyset master, Clock clock) {
        this.rows = rows;
        this.master = master;
        this.clock = clock;
    }

    /** In the transaction that writes the tenant, and not cached: a roll-back leaves no key behind that only we know. */
    @EventListener
    void onTenantCreated(TenantCreated event) {
        addFirst(event.tenant());
    }

    /** The hub seals things of its own, such as answers kept for an operator. */
    @EventListener
    void onStart(StartupEvent event) {
        addFirst(TenantScope.HUB);
    }

    private void addFirst(TenantScope tenant) {
        rows.insertIfNone(tenant.tenantId(), 1, master.newWrappedKey(wrappingPlace(tenant, 1)), clock.instant());
    }

    DataKey newest(TenantScope tenant) {
        return of(tenant).getFirst();
    }

    Optional<DataKey> byNumber(TenantScope tenant, int number) {
        return find(of(tenant), number).or(() -> {
            unwrapped.invalidate(tenant);
            return find(of(tenant), number);
        });
    }

    private static Optional<DataKey> find(List<DataKey> keys, int number) {
        return keys.stream().filter(key -> key.number() == number).findFirst();
    }

    private List<DataKey> of(TenantScope tenant) {
        List<DataKey> keys = unwrapped.getIfPresent(tenant);
        if (keys == null) {
            keys = rows.newestFirst(tenant.tenantId()).stream()
                    .map(row -> new DataKey(
                            row.keyId(), master.unwrap(row.wrappedKey(), wrappingPlace(tenant, row.keyId()))))
                    .toList();
            if (keys.isEmpty()) {
                throw new IllegalStateException("Tenant " + tenant.tenantId() + " has no data key");
            }
            unwrapped.put(tenant, keys);
        }
        return keys;
    }

    private static SealedPlace wrappingPlace(TenantScope tenant, int number) {
        return new SealedPlace(tenant, "tenant_data_key", Integer.toString(number), "wrapped_key", 0);
    }
}
