package dev.linkhub.subscription;

import dev.linkhub.linking.AccountLinkContinued;
import dev.linkhub.linking.LinksDeleted;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The subscriptions of links ({@code ring-contract.md} §6). What follows from one is for the integrator to decide. */
@Singleton
public class Subscriptions {

    /** Of one link; more are not kept. */
    static final int MOST = 20;

    private final SubscriptionRows rows;

    Subscriptions(SubscriptionRows rows) {
        this.rows = rows;
    }

    /** All of a link, those that have ended included. */
    public List<Subscription> ofLink(TenantScope tenant, String linkId) {
        return rows.ofLink(tenant.tenantId(), linkId);
    }

    /**
     * Notes what Ring said, in whatever order and however often it comes.
     *
     * @param at by Ring's clock
     */
    @Transactional
    public void note(TenantScope tenant, String linkId, String subscriptionId, boolean active, Instant at) {
        List<Subscription> known = rows.ofLink(tenant.tenantId(), linkId);
        boolean isKnown = known.stream().anyMatch(one -> one.subscriptionId().equals(subscriptionId));
        if (isKnown || known.size() < MOST) {
            rows.note(tenant.tenantId(), linkId, subscriptionId, active ? at : null, active ? null : at);
        }
    }

    /** What another Ring account paid for is not the new one's. */
    @EventListener
    void on(AccountLinkContinued event) {
        rows.deleteOfLink(event.before().tenantId(), event.before().linkId());
    }

    @EventListener
    void on(LinksDeleted event) {
        rows.deleteOfApp(event.app().tenantId(), event.app().appId());
    }
}
