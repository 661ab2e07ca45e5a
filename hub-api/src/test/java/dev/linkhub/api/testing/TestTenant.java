package dev.linkhub.api.testing;

import dev.linkhub.tenant.ApiKeys;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.KeyReach;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes tenants and keys for tests, past HTTP. */
@Singleton
public final class TestTenant {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Tenants tenants;
    private final ApiKeys keys;

    TestTenant(Tenants tenants, ApiKeys keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    /** A new tenant. */
    public Tenant tenant() {
        return tenants.create("api-tenant-" + COUNT.incrementAndGet(), "A tenant", "operator");
    }

    /** A live key of a tenant, with all scopes or some. */
    public String key(Tenant tenant, ApiScope... scopes) {
        Set<ApiScope> set = EnumSet.noneOf(ApiScope.class);
        set.addAll(scopes.length == 0 ? EnumSet.allOf(ApiScope.class) : Set.of(scopes));
        return keys.issue(tenant.scope(), "a key", set, KeyReach.LIVE, null, "operator")
                .clearText();
    }

    /** A test key of a tenant, with all scopes. */
    public String testKey(Tenant tenant) {
        return keys.issue(tenant.scope(), "a test key", EnumSet.allOf(ApiScope.class), KeyReach.TEST, null, "operator")
                .clearText();
    }
}
