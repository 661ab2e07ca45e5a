package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.refresh.AttemptEnd.Again;
import dev.linkhub.refresh.AttemptEnd.Refused;
import dev.linkhub.refresh.AttemptEnd.Success;
import dev.linkhub.refresh.AttemptEnd.Unreadable;
import dev.linkhub.refresh.FailedRows.Failed;
import dev.linkhub.refresh.RecordedRows.Recorded;
import dev.linkhub.refresh.SucceededRows.Succeeded;
import dev.linkhub.refresh.WriteBackRows.LockedGrant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outcome table of the refresh engine, as rows: one end for each grant, each beside its locked row. */
final class EndedBatch {

    private static final Logger LOG = LoggerFactory.getLogger(EndedBatch.class);
    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofDays(30);
    private static final int LONGEST_DETAIL = 200;

    private final EndedBatches to;
    private final Instant now;
    private final List<Recorded> records = new ArrayList<>();
    private final List<Succeeded> succeeded = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final List<Failed> condemned = new ArrayList<>();
    private final List<Failed> suspected = new ArrayList<>();
    private final List<EndedAttempt> refused = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();

    EndedBatch(EndedBatches to, Instant now) {
        this.to = to;
        this.now = now;
    }

    /**
     * Adds an end.
     *
     * @param row null if the grant is gone: then there is nothing left to write about it
     */
    void add(EndedAttempt ended, @Nullable LockedGrant row) {
        if (row == null) {
            return;
        }
        LeasedGrant grant = ended.end().grant();
        boolean sameTokens = row.generation() == grant.generation();
        boolean ours = sameTokens && grant.claimId().equals(row.claimId());
        boolean news = ours && row.unhealthyReason() == null;
        switch (ended.end()) {
            case Success success -> {
                if (sameTokens && row.state().isLive()) {
                    noteIfOverslept(grant, ours, true);
                    succeeded(success, ended.at(), row.unhealthyReason() != null);
                } else {
                    // Wiped, superseded or removed while Ring was being asked: the tokens go nowhere. Or written
                    // before, and
                    // nobody heard of it; then its record is there.
                    record(ended, "came too late: the grant has moved on", null);
                }
            }
            case Again again -> {
                noteIfOverslept(grant, ours, false);
                record(ended, again.detail(), null);
                if (ours) {
                    failed.add(failure(ended, again.in(), grant.wasInDoubt() || again.mayHaveReachedRing(), null));
                }
            }
            case Refused _ -> {
                noteIfOverslept(grant, ours, false);
                record(ended, "", null);
                if (ours) {
                    refused.add(ended);
                }
            }
            case Unreadable _ -> {
                noteIfOverslept(grant, ours, false);
                record(ended, "", null);
                if (ours) {
                    condemn(ended, UnhealthyReason.SEALED_VALUE_UNREADABLE, null, news);
                }
            }
        }
    }

    private void noteIfOverslept(LeasedGrant grant, boolean ours, boolean kept) {
        if (!ours) {
            events.add(new LeaseOverslept(grant.tenant(), grant.appId(), kept));
        }
    }

    /** In the caller's transaction. */
    void write() {
        EndedTables tables = to.tables();
        tables.record(records);
        judge();
        tables.succeed(succeeded);
        tables.fail(failed);
        tables.condemn(condemned);
        tables.suspect(suspected);
        events.forEach(to::publish);
    }

    private void succeeded(Success success, Instant at, boolean heals) {
        LeasedGrant grant = success.grant();
        TenantScope tenant = grant.tenant();
        int generation = grant.generation() + 1;
        Secret refreshToken = success.refreshToken();
        // Ring may send no new refresh token; the one that we have then stays, under the new generation's seal.
        Secret kept = refreshToken == null
                ? to.seals().openRefresh(tenant, grant.grantId(), grant.generation(), grant.refreshTokenSealed())
                : refreshToken;
        succeeded.add(new Succeeded(
                tenant.tenantId(),
                grant.grantId(),
                grant.generation(),
                to.seals().sealAccess(tenant, grant.grantId(), generation, success.accessToken()),
                to.seals().sealRefresh(tenant, grant.grantId(), generation, kept),
                success.tokenType(),
                success.scope(),
                at.plus(success.lifetime()),
                at.plus(REFRESH_TOKEN_LIVES),
                at,
                micros(dueIn(at))));
        record(new EndedAttempt(success, at), "", generation);
        if (heals) {
            events.add(new GrantHealed(tenant, grant.grantId()));
        }
    }

    /** Less the time that it took to be written. Another process's clock may have said when that began. */
    private Duration dueIn(Instant at) {
        Duration whole = to.settings().nextRefreshIn();
        Duration waited = Duration.between(at, now);
        Duration left = waited.isNegative() ? whole : whole.minus(waited);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** After the records of this batch: they count, too. Asked once for each app. */
    private void judge() {
        Map<String, Boolean> manyFall = new HashMap<>();
        for (EndedAttempt ended : refused) {
            LeasedGrant grant = ended.end().grant();
            Verdicts verdicts = to.verdicts();
            if (verdicts.mayBeHeld(grant, now)
                    && manyFall.computeIfAbsent(grant.appId(), appId -> manyFall(grant.tenant(), appId))) {
                suspected.add(failure(ended, Verdicts.CONFIRM_AFTER, grant.wasInDoubt(), null));
            } else {
                Duration confirm = grant.verdict() == null ? Verdicts.CONFIRM_AFTER : null;
                condemn(ended, verdicts.reasonFor(grant, ended.at()), confirm, grant.verdict() == null);
            }
        }
    }

    private boolean manyFall(TenantScope tenant, String appId) {
        boolean many = to.verdicts().manyFall(tenant, appId, now);
        if (many && to.verdicts().isNews(appId, now)) {
            LOG.error("ALERT Ring refuses many grants of app {} at once; verdicts are held", appId);
        }
        return many;
    }

    private void condemn(EndedAttempt ended, UnhealthyReason reason, @Nullable Duration again, boolean news) {
        LeasedGrant grant = ended.end().grant();
        condemned.add(failure(ended, again, grant.wasInDoubt(), reason));
        if (news) {
            events.add(new GrantUnhealthy(grant.tenant(), grant.appId(), grant.grantId(), reason));
        }
    }

    private static Failed failure(
            EndedAttempt ended, @Nullable Duration in, boolean keepDoubt, @Nullable UnhealthyReason reason) {
        LeasedGrant grant = ended.end().grant();
        return new Failed(
                ended.tenantId(),
                grant.grantId(),
                grant.claimId(),
                grant.generation(),
                in == null ? null : micros(in),
                keepDoubt,
                ended.end().outcome(),
                reason,
                ended.at());
    }

    private void record(EndedAttempt ended, String detail, @Nullable Integer newGeneration) {
        LeasedGrant grant = ended.end().grant();
        records.add(new Recorded(
                ended.tenantId(),
                grant.grantId(),
                grant.claimId(),
                grant.appId(),
                ended.at(),
                ended.end().outcome(),
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail,
                newGeneration,
                grant.wasInDoubt(),
                grant.onDemand(),
                ended.end().ringRequestId()));
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}
