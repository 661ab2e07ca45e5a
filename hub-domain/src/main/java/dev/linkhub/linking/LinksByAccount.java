package dev.linkhub.linking;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the link that news of a Ring account is about. */
@Singleton
public class LinksByAccount {

    private final LinkRows rows;

    LinksByAccount(LinkRows rows) {
        this.rows = rows;
    }

    /** The account's link that has not ended; there is one at the most. */
    public Optional<AccountLink> current(
            TenantScope tenant, String appId, Environment environment, String ringAccountId) {
        return rows.currentOfAccount(tenant.tenantId(), appId, environment, ringAccountId);
    }

    /**
     * Whether a link is this account's, which it stays until the caller's transaction ends. To be asked before news of an account
     * are written down for a link: it may have come to go on with another meanwhile.
     */
    public boolean isStillOf(TenantScope tenant, String linkId, String ringAccountId) {
        return rows.holdOfAccount(tenant.tenantId(), linkId, ringAccountId).isPresent();
    }
}
