package dev.linkhub.webhook;

import dev.linkhub.grant.GrantIdentified;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinkClaimed;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;

/** Webhooks that came while nobody knew whose they were ({@code ring-contract.md} §1.2): applied once somebody does. */
@Singleton
class EarlyEvents {

    private final EventRows rows;
    private final DeviceNews news;
    private final WakeUps wakeUps;
    private final Clock clock;

    EarlyEvents(EventRows rows, DeviceNews news, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.news = news;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** A removal may have come while nobody knew yet whose the grant was: applies it to the grant now. */
    @EventListener
    void on(GrantIdentified event) {
        rows
                .removalsOf(
                        event.grant().tenantId(),
                        event.grant().appId(),
                        event.grant().environment(),
                        event.ringAccountId())
                .stream()
                .filter(removed -> !removed.when().isBefore(event.grant().receivedAt()))
                .forEach(removed -> reopen(event.grant().scope(), removed));
    }

    /** In the claim's transaction: an event is stored under the account's lock, before this and seen, or after it with its link. */
    @EventListener
    void on(AccountLinkClaimed event) {
        AccountLink link = event.link();
        Instant since = clock.instant().minus(StoredEvents.KEEP_UNCLAIMED);
        int attached = rows.attach(
                link.tenantId(), link.appId(), link.environment(), link.ringAccountId(), link.linkId(), since);
        if (attached > 0) {
            // In the order of their ids, as whoever else writes several devices.
            rows.subjectsOfLink(link.tenantId(), link.linkId(), link.ringAccountId(), since).stream()
                    .sorted(Comparator.comparing(RingEvent::subject, Comparator.nullsFirst(Comparator.naturalOrder()))
                            .thenComparing(RingEvent::eventId))
                    .forEach(news::note);
        }
    }

    private void reopen(TenantScope tenant, RingEvent removed) {
        rows.reopen(tenant.tenantId(), removed.appId(), removed.requestId());
        wakeUps.at(clock.instant(), Work.EVENT, tenant, EventEffects.subject(removed.appId(), removed.requestId()));
    }
}
