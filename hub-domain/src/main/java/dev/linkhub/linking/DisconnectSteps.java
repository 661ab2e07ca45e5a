package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The record of a link's way to being disconnected: each step in a transaction of its own. */
@Singleton
class DisconnectSteps {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 9;

    private final DisconnectRows rows;
    private final LinkRows links;
    private final Grants grants;
    private final DisconnectRecords records;
    private final Clock clock;

    DisconnectSteps(DisconnectRows rows, LinkRows links, Grants grants, DisconnectRecords records, Clock clock) {
        this.rows = rows;
        this.links = links;
        this.grants = grants;
        this.records = records;
        this.clock = clock;
    }

    /** How a link's end by its household stands; empty if it goes on, or ended otherwise. */
    Optional<Disconnection> of(AccountLink link) {
        return link.state() == LinkState.REMOVED
                ? rows.find(link.tenantId(), link.linkId())
                        .filter(wish -> wish.grantId().equals(link.grantId()))
                : Optional.empty();
    }

    @Transactional
    boolean ask(TenantScope tenant, String linkId, String householdId) {
        AccountLink link = links.lock(tenant.tenantId(), linkId)
                .filter(found -> found.householdId().equals(householdId))
                .orElseThrow(NotFound::new);
        if (link.state().isOver()) {
            return false;
        }
        Instant now = clock.instant();
        // First: the end forgets who is at the link's next step, and for how long.
        rows.ask(tenant.tenantId(), linkId, now);
        links.end(tenant.tenantId(), linkId, link.grantId(), LinkState.REMOVED, now);
        records.asked(link, new Actor(householdId), now);
        return true;
    }

    /** The wish, for the caller alone to go on with until the lease ends. */
    @Transactional
    Optional<Disconnection> lease(TenantScope tenant, String linkId) {
        return rows.lease(tenant.tenantId(), linkId) == 0 ? Optional.empty() : rows.find(tenant.tenantId(), linkId);
    }

    /** For whoever found it leased: when that lease is over, unless it is done. */
    Optional<Instant> lookAgainAt(TenantScope tenant, String linkId) {
        return rows.find(tenant.tenantId(), linkId)
                .filter(wish -> wish.droppedAt() == null)
                .map(wish -> clock.instant().plus(LEASE));
    }

    boolean isTooLate(Disconnection wish) {
        return !clock.instant().isBefore(end(wish));
    }

    /** Drops both tokens; a refresh in flight cannot write any back, for the grant's generation rises. */
    @Transactional
    Optional<Instant> drop(TenantScope tenant, Disconnection wish, String how) {
        if (rows.dropped(tenant.tenantId(), wish.linkId(), wish.grantId(), clock.instant()) == 1) {
            grants.revoke(tenant, wish.grantId(), RevokedReason.REMOVED_BY_USER);
            records.dropped(tenant, wish, how);
        }
        return Optional.empty();
    }

    @Transactional
    Optional<Instant> again(TenantScope tenant, Disconnection wish, Duration atLeast) {
        if (rows.failed(tenant.tenantId(), wish.linkId(), wish.grantId()) == 0) {
            return Optional.empty();
        }
        Duration backoff = FIRST_PAUSE.multipliedBy(1L << Math.min(wish.failures(), MOST_DOUBLINGS));
        Duration pause = backoff.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : backoff;
        Instant next = clock.instant().plus(pause.compareTo(atLeast) > 0 ? pause : atLeast);
        return Optional.of(next.isAfter(end(wish)) ? end(wish) : next);
    }

    @EventListener
    void on(LinksDeleted event) {
        rows.deleteOfApp(event.app().tenantId(), event.app().appId());
    }

    private static Instant end(Disconnection wish) {
        return wish.askedAt().plus(LinkDisconnection.AT_THE_LATEST);
    }
}
