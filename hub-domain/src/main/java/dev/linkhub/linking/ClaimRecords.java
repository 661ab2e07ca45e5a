package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What is written beside a claim, in its transaction: audit, time line, the worker's wake-up, and word to whoever listens. */
@Singleton
class ClaimRecords {

    private final AuditTrail audit;
    private final LinkEvents events;
    private final WakeUps wakeUps;
    private final ApplicationEventPublisher<AccountLinkClaimed> claims;
    private final ApplicationEventPublisher<AccountLinkEnded> ends;
    private final ApplicationEventPublisher<AccountLinkContinued> continuations;

    ClaimRecords(
            AuditTrail audit,
            LinkEvents events,
            WakeUps wakeUps,
            ApplicationEventPublisher<AccountLinkClaimed> claims,
            ApplicationEventPublisher<AccountLinkEnded> ends,
            ApplicationEventPublisher<AccountLinkContinued> continuations) {
        this.audit = audit;
        this.events = events;
        this.wakeUps = wakeUps;
        this.claims = claims;
        this.ends = ends;
        this.continuations = continuations;
    }

    void claimed(AccountLink link, boolean again, Instant workerLooksAt) {
        LinkEventType type = again ? LinkEventType.CLAIMED_AGAIN : LinkEventType.CLAIMED;
        claimed(link, type, link.accountIdentifier(), "link.claimed", workerLooksAt);
    }

    /** What was known of the old account goes before anybody is told of the new one. */
    void continued(AccountLink before, AccountLink link, Instant workerLooksAt) {
        continuations.publishEvent(new AccountLinkContinued(before));
        claimed(link, LinkEventType.CONTINUED, "with another Ring account", "link.continued", workerLooksAt);
    }

    private void claimed(AccountLink link, LinkEventType type, String detail, String action, Instant workerLooksAt) {
        events.add(link.scope(), link.linkId(), type, detail);
        audit.record(link.scope(), new Actor(link.householdId()), action, link.linkId(), link.grantId());
        wakeUps.at(workerLooksAt, Work.LINK, link.scope(), link.linkId());
        claims.publishEvent(new AccountLinkClaimed(link));
    }

    void replaced(AccountLink link, Instant at) {
        events.add(link.scope(), link.linkId(), LinkEventType.REPLACED, "another household claimed this Ring account");
        audit.record(link.scope(), Actor.HUB, "link.replaced", link.linkId(), "");
        ends.publishEvent(new AccountLinkEnded(link, at));
    }
}
