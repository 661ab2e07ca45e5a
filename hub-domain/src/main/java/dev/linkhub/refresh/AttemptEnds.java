package dev.linkhub.refresh;

import dev.linkhub.grant.GrantSettings;
import dev.linkhub.grant.TokenSeals;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.refresh.AttemptEnd.Again;
import dev.linkhub.refresh.AttemptEnd.Refused;
import dev.linkhub.refresh.AttemptEnd.Success;
import dev.linkhub.refresh.AttemptEnd.Unreadable;
import dev.linkhub.vault.Secret;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a batch of attempts' ends: the outcome table of the refresh engine, as rows. */
@Singleton
class AttemptEnds {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptEnds.class);
    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofDays(30);
    private static final int LONGEST_DETAIL = 200;

    private final WriteBackRows rows;
    private final TokenSeals seals;
    private final GrantSettings settings;
    private final Verdicts verdicts;
    private final Clock clock;
    private final ApplicationEventPublisher<Object> events;

    AttemptEnds(
            WriteBackRows rows,
            TokenSeals seals,
            GrantSettings settings,
            Verdicts verdicts,
            Clock clock,
            ApplicationEventPublisher<Object> events) {
        this.rows = rows;
        this.seals = seals;
        this.settings = settings;
        this.verdicts = verdicts;
        this.clock = clock;
        this.events = events;
    }

    /** In one transaction and in the order given. */
    @Transactional
    void write(List<AttemptEnd> ends) {
        Instant now = clock.instant();
        for (AttemptEnd end : ends) {
            switch (end) {
                case Success success -> succeeded(success, now);
                case Refused refused -> refused(refused, now);
                case Again again -> again(again, now);
                case Unreadable unreadable -> unreadable(unreadable, now);
            }
        }
    }

    private void succeeded(Success success, Instant now) {
        LeasedGrant grant = success.grant();
        int generation = grant.generation() + 1;
        Secret refreshToken = success.refreshToken();
        // Ring may send no new refresh token; the one that we have then stays, under the new generation's seal.
        Secret kept = refreshToken == null
                ? seals.openRefresh(grant.tenant(), grant.grantId(), grant.generation(), grant.refreshTokenSealed())
                : refreshToken;
        // As it is now: a verdict may have been passed since this attempt began, and its success heals that one too.
        boolean condemned = rows.lockVerdict(grant.tenant().tenantId(), grant.grantId())
                .filter(verdict -> verdict.unhealthyReason() != null)
                .isPresent();
        int stored = rows.succeeded(
                grant.tenant().tenantId(),
                grant.grantId(),
                grant.generation(),
                seals.sealAccess(grant.tenant(), grant.grantId(), generation, success.accessToken()),
                seals.sealRefresh(grant.tenant(), grant.grantId(), generation, kept),
                success.tokenType(),
                success.scope(),
                now.plus(success.lifetime()),
                now.plus(REFRESH_TOKEN_LIVES),
                now,
                micros(settings.nextRefreshIn()));
        if (stored == 1) {
            record(success, now, "", generation);
            if (condemned) {
                events.publishEvent(new GrantHealed(grant.tenant(), grant.grantId()));
            }
        } else if (rows.recorded(grant.tenant().tenantId(), grant.grantId(), grant.claimId()) == 0) {
            // Wiped, superseded or removed while Ring was being asked: the tokens go nowhere.
            record(success, now, "came too late: the grant has moved on", null);
        }
    }

    private void refused(Refused refused, Instant now) {
        LeasedGrant grant = refused.grant();
        record(refused, now, "", null);
        if (verdicts.isSuspect(grant, now)) {
            rows.suspected(
                    grant.tenant().tenantId(),
                    grant.grantId(),
                    grant.claimId(),
                    grant.generation(),
                    micros(Verdicts.CONFIRM_AFTER),
                    grant.wasInDoubt(),
                    now);
            LOG.error("ALERT Ring refuses many grants of app {} at once; verdicts are held", grant.appId());
            return;
        }
        Duration confirm = grant.verdict() == null ? Verdicts.CONFIRM_AFTER : null;
        condemn(refused, verdicts.reasonFor(grant, now), confirm, now);
    }

    private void unreadable(Unreadable unreadable, Instant now) {
        record(unreadable, now, "", null);
        condemn(unreadable, UnhealthyReason.SEALED_VALUE_UNREADABLE, null, now);
    }

    private void condemn(AttemptEnd end, UnhealthyReason reason, @Nullable Duration again, Instant now) {
        LeasedGrant grant = end.grant();
        int condemned = rows.condemned(
                grant.tenant().tenantId(),
                grant.grantId(),
                grant.claimId(),
                grant.generation(),
                again == null ? null : micros(again),
                grant.wasInDoubt(),
                end.outcome(),
                reason.name(),
                now);
        if (condemned == 1 && grant.verdict() == null) {
            events.publishEvent(new GrantUnhealthy(grant.tenant(), grant.grantId(), reason));
        }
    }

    private void again(Again again, Instant now) {
        LeasedGrant grant = again.grant();
        record(again, now, again.detail(), null);
        rows.failed(
                grant.tenant().tenantId(),
                grant.grantId(),
                grant.claimId(),
                grant.generation(),
                micros(again.in()),
                grant.wasInDoubt() || again.mayHaveReachedRing(),
                again.outcome(),
                now);
    }

    private void record(AttemptEnd end, Instant now, String detail, @Nullable Integer newGeneration) {
        LeasedGrant grant = end.grant();
        rows.record(
                grant.tenant().tenantId(),
                grant.grantId(),
                grant.claimId(),
                grant.appId(),
                now,
                end.outcome(),
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail,
                newGeneration,
                grant.wasInDoubt(),
                grant.onDemand(),
                end.ringRequestId());
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}
