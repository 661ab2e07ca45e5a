package dev.linkhub.linking;

import dev.linkhub.id.PublicIds;
import dev.linkhub.linking.LinkCompletion.LeasedLink;
import dev.linkhub.linking.LinkCompletion.Next;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of a link's way to completion: each step in a transaction of its own, and only while the lease is ours. */
@Singleton
class CompletionSteps {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionSteps.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 9;
    private static final int ALERT_AFTER = 10;

    private final LinkRows rows;
    private final LinkSeals seals;
    private final LinkEvents events;
    private final PublicIds ids;
    private final Clock clock;
    private final ApplicationEventPublisher<AccountLinkCompleted> completions;

    CompletionSteps(
            LinkRows rows,
            LinkSeals seals,
            LinkEvents events,
            PublicIds ids,
            Clock clock,
            ApplicationEventPublisher<AccountLinkCompleted> completions) {
        this.rows = rows;
        this.seals = seals;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.completions = completions;
    }

    @Transactional
    Optional<LeasedLink> lease(TenantScope tenant, String linkId) {
        String claimId = ids.bare();
        if (rows.leaseStep(tenant.tenantId(), linkId, claimId) == 0) {
            return Optional.empty();
        }
        return rows.find(tenant.tenantId(), linkId).map(link -> new LeasedLink(link, claimId));
    }

    /** For whoever found it leased: when that lease is over, unless the link is settled. */
    Optional<Instant> lookAgainAt(TenantScope tenant, String linkId) {
        return rows.find(tenant.tenantId(), linkId)
                .filter(link -> link.state().isUnderWay())
                .map(link -> clock.instant().plus(LEASE));
    }

    /** The link as it is now, leased for another step; empty if the lease is no longer ours. */
    @Transactional
    Optional<LeasedLink> renew(LeasedLink leased) {
        String tenantId = leased.link().tenantId();
        String linkId = leased.link().linkId();
        return rows.renewStep(tenantId, linkId, leased.claimId()) == 0
                ? Optional.empty()
                : rows.find(tenantId, linkId).map(link -> new LeasedLink(link, leased.claimId()));
    }

    /** Notes that the POST is about to leave, and opens its nonce; empty if the link is no longer ours. */
    @Transactional
    Optional<Secret> nonceToPost(LeasedLink leased) {
        AccountLink link = leased.link();
        if (rows.notePost(link.tenantId(), link.linkId(), leased.claimId(), clock.instant()) == 0) {
            return Optional.empty();
        }
        return rows.nonce(link.tenantId(), link.linkId()).map(row -> seals.open(link, row.nonceSealed()));
    }

    @Transactional
    Next posted(LeasedLink leased) {
        return advance(leased, LinkState.AWAITING, LinkEventType.NONCE_POSTED, "")
                ? new Next.Go(null)
                : new Next.Done();
    }

    /** The POST certainly did not land: it may be sent again. */
    @Transactional
    Next notPosted(LeasedLink leased, Next next) {
        AccountLink link = leased.link();
        return rows.notePost(link.tenantId(), link.linkId(), leased.claimId(), null) == 1 ? next : new Next.Done();
    }

    /** The POST may have landed: the next step settles it by trying the PATCH. */
    @Transactional
    Next postUnheard(LeasedLink leased, String why) {
        events.add(leased.link().scope(), leased.link().linkId(), LinkEventType.POST_UNHEARD, why);
        return new Next.Wait(Duration.ZERO);
    }

    @Transactional
    Next completed(LeasedLink leased) {
        if (advance(leased, LinkState.COMPLETED, LinkEventType.COMPLETED, "")) {
            completions.publishEvent(new AccountLinkCompleted(leased.link()));
        }
        return new Next.Done();
    }

    @Transactional
    Next incomplete(LeasedLink leased, String why) {
        advance(leased, LinkState.INCOMPLETE, LinkEventType.INCOMPLETE, why);
        return new Next.Done();
    }

    /** Gives the lease back; answers when to come by again. */
    @Transactional
    Optional<Instant> release(LeasedLink leased, Duration atLeast) {
        AccountLink link =
                rows.find(leased.link().tenantId(), leased.link().linkId()).orElse(leased.link());
        if (!link.state().isUnderWay()) {
            rows.releaseStep(link.tenantId(), link.linkId(), leased.claimId(), 0, null);
            return Optional.empty();
        }
        if (link.stepFailures() == ALERT_AFTER) {
            LOG.error("ALERT link {} is stuck in {}", link.linkId(), link.state());
        }
        Duration backoff = FIRST_PAUSE.multipliedBy(1L << Math.min(link.stepFailures(), MOST_DOUBLINGS));
        Duration pause = backoff.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : backoff;
        Instant next = clock.instant().plus(pause.compareTo(atLeast) > 0 ? pause : atLeast);
        rows.releaseStep(link.tenantId(), link.linkId(), leased.claimId(), 1, next);
        return Optional.of(next);
    }

    private boolean advance(LeasedLink leased, LinkState state, LinkEventType event, String detail) {
        AccountLink link = leased.link();
        boolean advanced = rows.advance(link.tenantId(), link.linkId(), leased.claimId(), state, clock.instant()) == 1;
        if (advanced) {
            events.add(link.scope(), link.linkId(), event, detail);
        }
        return advanced;
    }
}
