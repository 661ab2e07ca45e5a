package dev.linkhub.refresh;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingTraffic;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a grant's stored access token will do for somebody who waits. Uses the same lease as the worker; of any
 * number of callers in this process one goes to Ring and the others wait for what comes of it.
 */
@Singleton
public class FreshTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PERMIT_WITHIN = Duration.ofSeconds(3);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final long FIRST_POLL_MILLIS = 50;
    private static final long SLOWEST_POLL_MILLIS = 250;

    private final Grants grants;
    private final RefreshLeases leases;
    private final LeasedRefresh refresh;
    private final RingTraffic traffic;
    private final Clock clock;
    private final ConcurrentMap<String, CountDownLatch> flights = new ConcurrentHashMap<>();

    FreshTokens(Grants grants, RefreshLeases leases, LeasedRefresh refresh, RingTraffic traffic, Clock clock) {
        this.grants = grants;
        this.leases = leases;
        this.refresh = refresh;
        this.traffic = traffic;
        this.clock = clock;
    }

    /**
     * Refreshes if need be, waiting up to about 12 s.
     *
     * @param minTtl how long the access token should still live. If Ring cannot be reached a token that lives shorter, but
     *     lives, is better than none and will do
     * @param rejectedGeneration the generation whose access token Ring answered with 401: that one will not do; null if none
     */
    public Freshness ensure(PartnerApp app, String grantId, Duration minTtl, @Nullable Integer rejectedGeneration) {
        RingGrant before = grants.get(app.scope(), grantId);
        if (before.unhealthyReason() == null && lives(before, minTtl, rejectedGeneration)) {
            return new Freshness.Fresh();
        }
        if (before.unhealthyReason() == null && !app.isPaused()) {
            try {
                joinOrFly(app, before);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return settle(app, grants.get(app.scope(), grantId), rejectedGeneration);
    }

    private void joinOrFly(PartnerApp app, RingGrant grant) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch others = flights.putIfAbsent(grant.grantId(), mine);
        if (others != null) {
            boolean _ = others.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        try {
            fly(app, grant);
        } finally {
            flights.remove(grant.grantId(), mine);
            mine.countDown();
        }
    }

    private void fly(PartnerApp app, RingGrant grant) throws InterruptedException {
        if (!traffic.awaitForForeground(app, PERMIT_WITHIN)) {
            return;
        }
        Optional<LeasedGrant> leased = leases.claimOne(app.scope(), grant.grantId(), grant.generation());
        if (leased.isPresent()) {
            refresh.run(app, leased.get());
        } else {
            traffic.giveBackForeground(app);
            awaitOtherProcess(grant);
        }
    }

    /** Somebody else may be refreshing it right now: looks until the lease ends, one way or the other. */
    private void awaitOtherProcess(RingGrant grant) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_POLL_MILLIS;
        RingGrant now = grants.get(grant.scope(), grant.grantId());
        while (isLeased(now) && now.generation() == grant.generation() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(SLOWEST_POLL_MILLIS, pause * 2);
            now = grants.get(grant.scope(), grant.grantId());
        }
    }

    private boolean isLeased(RingGrant grant) {
        return grant.leaseUntil() != null && clock.instant().isBefore(grant.leaseUntil());
    }

    private Freshness settle(PartnerApp app, RingGrant grant, @Nullable Integer rejectedGeneration) {
        UnhealthyReason reason = grant.unhealthyReason();
        if (reason != null) {
            return new Freshness.Unhealthy(reason);
        }
        if (lives(grant, SHORTEST_RETRY, rejectedGeneration)) {
            return new Freshness.Fresh();
        }
        Instant due = nextTry(app, grant);
        Duration wait = due == null ? LONGEST_RETRY : Duration.between(clock.instant(), due);
        if (wait.compareTo(SHORTEST_RETRY) < 0) {
            return new Freshness.Unavailable(SHORTEST_RETRY);
        }
        return new Freshness.Unavailable(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    }

    private @Nullable Instant nextTry(PartnerApp app, RingGrant grant) {
        if (app.isPaused()) {
            return app.probeAt();
        }
        Instant rested = traffic.restsUntil(app);
        return rested.isAfter(clock.instant()) ? rested : grant.dueAt();
    }

    private boolean lives(RingGrant grant, Duration atLeast, @Nullable Integer rejectedGeneration) {
        Instant expires = grant.accessExpiresAt();
        boolean rejected = rejectedGeneration != null && rejectedGeneration == grant.generation();
        return grant.state().isLive()
                && expires != null
                && !rejected
                && !clock.instant().plus(atLeast).isAfter(expires);
    }
}
