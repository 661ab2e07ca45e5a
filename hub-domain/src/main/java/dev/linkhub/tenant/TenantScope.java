package dev.linkhub.tenant;

import java.util.Objects;

/** Whose things an operation may touch: the first parameter of everything that reads or writes a tenant's rows. */
public record TenantScope(String tenantId) {

    /** The hub's own things, which belong to no tenant: ids of tenants begin with {@code ten_}. */
    public static final TenantScope HUB = new TenantScope("hub");

    public TenantScope {
        Objects.requireNonNull(tenantId);
    }
}
