package dev.linkhub.linking;

import dev.linkhub.id.PublicIds;
import dev.linkhub.refresh.GrantHealed;
import dev.linkhub.refresh.GrantUnhealthy;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Links' time lines, written in the transaction of what they tell. */
@Singleton
class LinkEvents {

    private final LinkRows rows;
    private final PublicIds ids;
    private final Clock clock;

    LinkEvents(LinkRows rows, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    void add(TenantScope tenant, String linkId, LinkEventType type, String detail) {
        rows.insertEvent(tenant.tenantId(), linkId, ids.next("evt"), clock.instant(), type, detail);
    }

    List<LinkEvent> newestFirst(TenantScope tenant, String linkId, String before, int limit) {
        return rows.events(tenant.tenantId(), linkId, before, limit);
    }

    @EventListener
    void on(GrantUnhealthy event) {
        rows.ofGrant(event.tenant().tenantId(), event.grantId())
                .ifPresent(link -> add(
                        event.tenant(),
                        link.linkId(),
                        LinkEventType.UNHEALTHY,
                        event.reason().name()));
    }

    @EventListener
    void on(GrantHealed event) {
        rows.ofGrant(event.tenant().tenantId(), event.grantId())
                .ifPresent(link -> add(event.tenant(), link.linkId(), LinkEventType.HEALED, ""));
    }
}
