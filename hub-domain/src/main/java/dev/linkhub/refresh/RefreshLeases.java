package dev.linkhub.refresh;

import dev.linkhub.id.PublicIds;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refresh.LeaseRows.DueGrant;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who may refresh a grant now. The lease excludes; whatever led here was only a hint. */
@Singleton
class RefreshLeases {

    private final LeaseRows rows;
    private final RefreshSettings settings;
    private final UnstoredTokens unstored;
    private final PublicIds ids;
    private final RefreshFigures figures;

    RefreshLeases(
            LeaseRows rows, RefreshSettings settings, UnstoredTokens unstored, PublicIds ids, RefreshFigures figures) {
        this.rows = rows;
        this.settings = settings;
        this.unstored = unstored;
        this.ids = ids;
        this.figures = figures;
    }

    /**
     * Leases up to so many due grants of an app, those close to their end first. One short transaction that examines what it
     * leases and hardly more, however many grants there are.
     */
    @Transactional
    List<LeasedGrant> claimDue(PartnerApp app, int most) {
        long before = System.nanoTime();
        Map<String, DueGrant> due = new LinkedHashMap<>();
        lockOf(app, rows.dueAndExpiring(app.tenantId(), app.appId(), most))
                .forEach(grant -> due.put(grant.grantId(), grant));
        if (due.size() < most) {
            rows.lockDue(app.tenantId(), app.appId(), most).stream()
                    .filter(grant -> due.size() < most)
                    .forEach(grant -> due.put(grant.grantId(), grant));
        }
        return lease(app.scope(), List.copyOf(due.values()), before, false);
    }

    /**
     * Leases the one grant that tries whether Ring is back: one in doubt whose quarantine is over, if there is one. It has less
     * to lose by another answer that is not heard than one whose state is certain. Looks at those that fell due last: what is in
     * doubt was put off when Ring went silent, behind all that was due by then.
     */
    @Transactional
    List<LeasedGrant> claimProbe(PartnerApp app) {
        long before = System.nanoTime();
        List<DueGrant> inDoubt = lockOf(app, rows.dueInDoubt(app.tenantId(), app.appId()));
        return inDoubt.isEmpty() ? claimDue(app, 1) : lease(app.scope(), inDoubt, before, false);
    }

    private List<DueGrant> lockOf(PartnerApp app, List<String> grantIds) {
        return grantIds.isEmpty() ? List.of() : rows.lockThese(app.tenantId(), app.appId(), grantIds);
    }

    /**
     * Leases one grant for somebody who waits; empty if it is leased, in quarantine, in backoff or given up.
     *
     * @param generation that will not do: if it has moved, somebody else has just refreshed it
     */
    @Transactional
    Optional<LeasedGrant> claimOne(TenantScope tenant, String grantId, int generation) {
        long before = System.nanoTime();
        List<DueGrant> one =
                rows.lockOne(tenant.tenantId(), grantId, generation).stream().toList();
        return lease(tenant, one, before, true).stream().findFirst();
    }

    /** The tenant's apps that have grants with a due time, those first that have been due for longest. */
    @Transactional
    List<DueApp> earliestDue(TenantScope tenant) {
        return rows.apps(tenant.tenantId()).stream()
                .flatMap(appId -> rows.earliestDue(tenant.tenantId(), appId).stream())
                .sorted(Comparator.comparing(DueApp::dueAt))
                .toList();
    }

    private List<LeasedGrant> lease(TenantScope tenant, List<DueGrant> locked, long before, boolean onDemand) {
        List<DueGrant> grants = unstored.leaveOut(locked);
        if (grants.isEmpty()) {
            return List.of();
        }
        String claimId = ids.bare();
        List<String> inKeyOrder =
                grants.stream().map(DueGrant::grantId).sorted().toList();
        rows.lease(
                tenant.tenantId(),
                inKeyOrder,
                claimId,
                micros(settings.lease()),
                micros(settings.lease().plus(settings.quarantine())));
        List<LeasedGrant> leased = new ArrayList<>(grants.size());
        for (DueGrant grant : grants) {
            leased.add(new LeasedGrant(
                    tenant,
                    grant.grantId(),
                    grant.appId(),
                    grant.generation(),
                    grant.refreshTokenSealed(),
                    claimId,
                    before,
                    grant.inDoubtSince() != null,
                    onDemand,
                    grant.failures(),
                    grant.lastRefreshedAt(),
                    grant.unhealthyReason(),
                    grant.suspectSince()));
        }
        figures.claimed(leased.size());
        return leased;
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}
