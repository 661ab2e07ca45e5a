package dev.linkhub.refresh;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingTraffic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a grant's stored access token will do for somebody who waits. Uses the same lease as the worker; of any
 * number of callers in this process one goes to Ring and the others wait for what comes of it.
 */
@Singleton
public class FreshTokens {

    private static final Logger LOG = LoggerFactory.getLogger(FreshTokens.class);
    private static final Freshness GONE = new Freshness.Unhealthy(UnhealthyReason.REMOVED_BY_USER);
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PERMIT_WITHIN = Duration.ofSeconds(3);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    private final Grants grants;
    private final RefreshLeases leases;
    private final LeasedRefresh refresh;
    private final RingTraffic traffic;
    private final OthersAttempts others;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fresh-token-", 0).factory());
    private final ConcurrentMap<String, CountDownLatch> flights = new ConcurrentHashMap<>();

    FreshTokens(
            Grants grants,
            RefreshLeases leases,
            LeasedRefresh refresh,
            RingTraffic traffic,
            OthersAttempts others,
            Clock clock) {
        this.grants = grants;
        this.leases = leases;
        this.refresh = refresh;
        this.traffic = traffic;
        this.others = others;
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
            return stored(app, grantId);
        }
        if (before.unhealthyReason() == null && !isGone(before) && !app.isPaused()) {
            try {
                joinOrFly(app, before);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return settle(app, grants.get(app.scope(), grantId), rejectedGeneration);
    }

    /** Waits for as long as is sensible; what is on its way goes on for as long as it takes. */
    private void joinOrFly(PartnerApp app, RingGrant grant) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch others = flights.putIfAbsent(grant.grantId(), mine);
        if (others == null) {
            threads.execute(() -> fly(app, grant, mine));
        }
        boolean _ = (others == null ? mine : others).await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void fly(PartnerApp app, RingGrant grant, CountDownLatch landed) {
        try {
            refreshOrWait(app, grant);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The refresh of {} for somebody who waits failed", grant.grantId(), e);
        } finally {
            flights.remove(grant.grantId(), landed);
            landed.countDown();
        }
    }

    private void refreshOrWait(PartnerApp app, RingGrant grant) throws InterruptedException {
        if (!traffic.awaitForForeground(app, PERMIT_WITHIN)) {
            return;
        }
        Optional<LeasedGrant> leased = Optional.empty();
        try {
            leased = leases.claimOne(app.scope(), grant.grantId(), grant.generation());
        } finally {
            if (leased.isEmpty()) {
                traffic.giveBackForeground(app);
            }
        }
        if (leased.isPresent()) {
            refresh.run(app, leased.get());
        } else {
            others.await(grant, PATIENCE);
        }
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    private Freshness settle(PartnerApp app, RingGrant grant, @Nullable Integer rejectedGeneration) {
        UnhealthyReason reason = grant.unhealthyReason();
        if (reason != null) {
            return new Freshness.Unhealthy(reason);
        }
        if (isGone(grant)) {
            return GONE;
        }
        if (lives(grant, SHORTEST_RETRY, rejectedGeneration)) {
            return stored(app, grant.grantId());
        }
        Instant due = nextTry(app, grant);
        Duration wait = due == null ? LONGEST_RETRY : Duration.between(clock.instant(), due);
        if (wait.compareTo(SHORTEST_RETRY) < 0) {
            return new Freshness.Unavailable(SHORTEST_RETRY);
        }
        return new Freshness.Unavailable(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    }

    private static boolean isGone(RingGrant grant) {
        return grant.state() == GrantState.REVOKED || grant.state() == GrantState.SUPERSEDED;
    }

    /** By now it may be a younger one, or none: a removal may have come this very moment. */
    private Freshness stored(PartnerApp app, String grantId) {
        return grants.accessToken(app.scope(), grantId)
                .<Freshness>map(Freshness.Fresh::new)
                .orElse(GONE);
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
