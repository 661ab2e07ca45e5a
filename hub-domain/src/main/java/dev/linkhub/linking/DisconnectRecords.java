package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** What is written beside a disconnection, in its transaction: time line, audit, the worker's wake-up, and word to whoever listens. */
@Singleton
class DisconnectRecords {

    /** The process that was asked also goes on at once; a worker comes by in case it dies. */
    private static final Duration WORKER_LOOKS_AFTER = Duration.ofSeconds(15);

    private final LinkEvents events;
    private final AuditTrail audit;
    private final WakeUps wakeUps;
    private final ApplicationEventPublisher<AccountLinkEnded> ends;

    DisconnectRecords(
            LinkEvents events, AuditTrail audit, WakeUps wakeUps, ApplicationEventPublisher<AccountLinkEnded> ends) {
        this.events = events;
        this.audit = audit;
        this.wakeUps = wakeUps;
        this.ends = ends;
    }

    void asked(AccountLink link, Actor by, Instant now) {
        events.add(link.scope(), link.linkId(), LinkEventType.DISCONNECTED, "by the household");
        audit.record(link.scope(), by, "link.disconnected", link.linkId(), link.grantId());
        wakeUps.at(now.plus(WORKER_LOOKS_AFTER), Work.DISCONNECT, link.scope(), link.linkId());
        ends.publishEvent(new AccountLinkEnded(link, now));
    }

    void dropped(TenantScope tenant, Disconnection wish, String how) {
        events.add(tenant, wish.linkId(), LinkEventType.TOKENS_DROPPED, how);
        audit.record(tenant, Actor.HUB, "link.tokens_dropped", wish.linkId(), wish.grantId());
    }
}
