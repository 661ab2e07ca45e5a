package dev.linkhub.bench.stage;

import dev.linkhub.tenant.TenantScope;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Apps that are known at the simulated Ring, with tenants that they belong to.
 *
 * @param sealed whether grants are sealed as the hub's are; those of the others are stored in clear
 */
public record Fleet(List<App> apps, boolean sealed) {

    public Fleet {
        apps = List.copyOf(apps);
    }

    /**
     * One app.
     *
     * @param installation at the simulator; its token pairs are the app's grants
     */
    public record App(TenantScope tenant, String appId, String clientId, String clientSecret, String installation) {

        @Override
        public String toString() {
            return "App[" + appId + "]";
        }
    }

    /** The tenants' ids, quoted, for {@code IN (…)}. They are ours, and hold nothing that would need escaping. */
    public String tenantsForSql() {
        return apps.stream()
                .map(app -> "'" + app.tenant().tenantId() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
