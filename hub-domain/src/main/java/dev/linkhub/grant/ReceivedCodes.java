package dev.linkhub.grant;

import dev.linkhub.grant.CodeRows.WaitingCode;
import dev.linkhub.id.PublicIds;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.ring.TokenAnswer;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Authorization codes from the moment Ring posts them until they are tokens or dead. */
@Singleton
class ReceivedCodes {

    /** What {@code ring-contract.md} §2 gives a refresh token; nothing in Ring's answer says it. */
    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofDays(30);

    private static final Duration CODE_LIVES = Duration.ofMinutes(1);
    private static final Duration WORKER_LOOKS_AFTER = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 1_000;

    private final CodeRows rows;
    private final TokenSeals seals;
    private final GrantSettings settings;
    private final WakeUps wakeUps;
    private final PublicIds ids;
    private final Clock clock;

    ReceivedCodes(
            CodeRows rows, TokenSeals seals, GrantSettings settings, WakeUps wakeUps, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.settings = settings;
        this.wakeUps = wakeUps;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores a code, leased to the caller, and sees to it that a worker comes by if the caller dies. */
    @Transactional
    Reception store(AppEndpoint endpoint, Secret code) {
        TenantScope tenant = endpoint.tenant();
        Optional<RingGrant> known = rows.findByCode(tenant.tenantId(), endpoint.appId(), code.sha256());
        if (known.isPresent()) {
            return new Reception.Known(known.get());
        }
        if (rows.waiting(tenant.tenantId(), endpoint.appId(), endpoint.environment()) >= MOST_WAITING) {
            return new Reception.TooManyWaiting();
        }
        // An app that is deleted just now must not leave a grant behind that nobody would ever sweep.
        if (rows.holdApp(tenant.tenantId(), endpoint.appId()).isEmpty()) {
            throw new NotFound();
        }
        Instant now = clock.instant();
        LeasedCode leased = new LeasedCode(tenant, endpoint.appId(), ids.next("grn"), ids.bare(), code, now, false);
        int added = rows.insertUnlessKnown(
                tenant.tenantId(),
                leased.grantId(),
                endpoint.appId(),
                endpoint.environment(),
                now,
                code.sha256(),
                seals.sealCode(tenant, leased.grantId(), code),
                leased.claimId());
        if (added == 0) {
            return new Reception.Known(rows.findByCode(tenant.tenantId(), endpoint.appId(), code.sha256())
                    .orElseThrow());
        }
        wakeUps.sweepIn(settings.parkFor(), tenant);
        wakeUps.at(now.plus(WORKER_LOOKS_AFTER), Work.CODE, tenant, leased.grantId());
        return new Reception.Fresh(leased);
    }

    /** Leases a code whose last owner is gone. */
    @Transactional
    Optional<LeasedCode> lease(TenantScope tenant, String grantId) {
        Optional<WaitingCode> waiting = rows.lockUnleased(tenant.tenantId(), grantId);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        WaitingCode row = waiting.get();
        String claimId = ids.bare();
        rows.lease(tenant.tenantId(), grantId, claimId);
        return Optional.of(new LeasedCode(
                tenant,
                row.appId(),
                grantId,
                claimId,
                seals.openCode(tenant, grantId, row.codeSealed()),
                row.receivedAt(),
                row.inDoubtSince() != null));
    }

    /** Keeps the lease for another try; false if it is somebody else's by now. */
    @Transactional
    boolean renew(LeasedCode code) {
        return rows.renewLease(code.tenant().tenantId(), code.grantId(), code.claimId()) == 1;
    }

    /** Gives the lease back without an outcome. */
    @Transactional
    void release(LeasedCode code, boolean inDoubt, String outcome) {
        rows.release(code.tenant().tenantId(), code.grantId(), code.claimId(), inDoubt, outcome, clock.instant());
    }

    /** The code is of no use any more. */
    @Transactional
    void died(LeasedCode code, RevokedReason reason) {
        rows.died(code.tenant().tenantId(), code.grantId(), code.claimId(), reason, clock.instant());
    }

    /** Whether Ring would not take it any more ({@code ring-contract.md} §2). */
    boolean isTooOld(LeasedCode code) {
        return !clock.instant().isBefore(code.receivedAt().plus(CODE_LIVES));
    }

    /**
     * Stores the tokens that the code became and wipes the code.
     *
     * @param at when Ring answered
     */
    @Transactional
    void exchanged(TenantScope tenant, String grantId, TokenAnswer.Tokens tokens, Instant at) {
        exchange(tenant, grantId, tokens, at);
    }

    /** The same, when nobody is there any more to find out whose they are. */
    @Transactional
    void exchangedLate(TenantScope tenant, String grantId, TokenAnswer.Tokens tokens, Instant at) {
        if (exchange(tenant, grantId, tokens, at) == 1) {
            wakeUps.at(clock.instant(), Work.CODE, tenant, grantId);
        }
    }

    private int exchange(TenantScope tenant, String grantId, TokenAnswer.Tokens tokens, Instant at) {
        Duration dueIn = settings.nextRefreshIn();
        int stored = rows.exchanged(
                tenant.tenantId(),
                grantId,
                seals.sealAccess(tenant, grantId, 1, tokens.accessToken()),
                seals.sealRefresh(tenant, grantId, 1, refreshTokenOf(tokens)),
                tokens.tokenType(),
                tokens.scope(),
                at,
                at.plus(tokens.lifetime()),
                at.plus(REFRESH_TOKEN_LIVES),
                TimeUnit.MILLISECONDS.toMicros(dueIn.toMillis()));
        if (stored == 1) {
            wakeUps.refreshIn(dueIn, tenant);
            wakeUps.sweepIn(settings.parkFor(), tenant);
        }
        return stored;
    }

    static Secret refreshTokenOf(TokenAnswer.Tokens tokens) {
        Secret refreshToken = tokens.refreshToken();
        if (refreshToken == null) {
            throw new IllegalStateException("RingOAuth.redeem answers with a refresh token or not with tokens");
        }
        return refreshToken;
    }

    /** A code that the caller alone may send until its lease ends. */
    record LeasedCode(
            TenantScope tenant,
            String appId,
            String grantId,
            String claimId,
            Secret code,
            Instant receivedAt,
            boolean sentBefore) {}

    /** What there was when a code came in. */
    sealed interface Reception {

        record Fresh(LeasedCode code) implements Reception {}

        record Known(RingGrant grant) implements Reception {}

        record TooManyWaiting() implements Reception {}
    }
}
