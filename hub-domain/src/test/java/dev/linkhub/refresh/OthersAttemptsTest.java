package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.WaiterRows.Attempt;
import dev.linkhub.spool.Orphans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OthersAttemptsTest {

    private static final String TENANT = "ten_1";
    private static final String OTHER_TENANT = "ten_2";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Table table = new Table();
    private final RefreshFigures figures = new RefreshFigures();
    private final OthersAttempts others = new OthersAttempts(table, figures);
    private final List<FutureTask<Boolean>> waiters = new ArrayList<>();

    @AfterEach
    void end() {
        others.close();
    }

    @Test
    void oneQueryLooksAfterAllWhoWaitInATenant() throws Exception {
        for (int i = 0; i < 100; i++) {
            table.lease("grn_" + i, "claim");
            waits(TENANT, "grn_" + i);
        }
        Orphans.until("all are in one query", () -> table.last(TENANT) == 100);
        assertThat(figures.waiting()).isEqualTo(100);
        int before = table.queries(TENANT);
        Orphans.until("it is asked again", () -> table.queries(TENANT) > before + 1);
        assertThat(table.sizes(TENANT).subList(before, before + 2)).containsExactly(100, 100);

        table.leases.clear();
        allEnd();
        assertThat(figures.waiting()).isZero();
        int after = table.queries(TENANT);
        table.lease("grn_0", "claim");
        waits(OTHER_TENANT, "grn_0");
        Orphans.until("another tenant's is asked for", () -> table.queries(OTHER_TENANT) > 2);
        assertThat(table.queries(TENANT)).as("nobody waits, nobody asks").isEqualTo(after);
    }

    @Test
    void whoWaitsForOneThatEndedDoesNotWaitForTheOthers() throws Exception {
        table.lease("grn_1", "claim");
        table.lease("grn_2", "claim");
        FutureTask<Boolean> first = begins(TENANT, "grn_1");
        FutureTask<Boolean> second = begins(TENANT, "grn_2");
        Orphans.until("both are in one query", () -> table.last(TENANT) == 2);

        table.leases.remove("grn_1");
        assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.isDone()).isFalse();
    }

    @Test
    void newTokensEndTheWait() throws Exception {
        table.lease("grn_1", "claim");
        waits(TENANT, "grn_1");
        Orphans.until("it is asked for", () -> table.last(TENANT) == 1);
        table.leases.put("grn_1", new Attempt("grn_1", 2, "claim"));
        allEnd();
    }

    @Test
    void anAttemptAfterTheOneThatWasWaitedForIsNotWaitedForToo() throws Exception {
        table.lease("grn_1", "claim");
        waits(TENANT, "grn_1");
        Orphans.until("it has been seen", () -> table.queries(TENANT) > 1);
        table.lease("grn_1", "another");
        allEnd();
    }

    @Test
    void whereNobodyIsAtWorkThereIsNoWait() throws Exception {
        waits(TENANT, "grn_1");
        allEnd();
        assertThat(table.queries(TENANT)).isEqualTo(1);
    }

    @Test
    void aDatabaseThatFailsLetsAllGo() throws Exception {
        table.lease("grn_1", "claim");
        table.lease("grn_2", "claim");
        waits(TENANT, "grn_1");
        waits(TENANT, "grn_2");
        Orphans.until("both are in one query", () -> table.last(TENANT) == 2);
        table.fails = true;
        allEnd();

        table.fails = false;
        waits(TENANT, "grn_1");
        Orphans.until("whoever comes then begins anew", () -> table.last(TENANT) == 1);
    }

    @Test
    void patienceEndsBeforeTheAttemptDoes() throws Exception {
        table.lease("grn_1", "claim");
        others.await(grant(TENANT, "grn_1"), Duration.ofMillis(1));
        assertThat(figures.waiting()).isZero();
    }

    private void waits(String tenantId, String grantId) {
        FutureTask<Boolean> _ = begins(tenantId, grantId);
    }

    private FutureTask<Boolean> begins(String tenantId, String grantId) {
        FutureTask<Boolean> waiter = new FutureTask<>(() -> {
            others.await(grant(tenantId, grantId), LONG);
            return true;
        });
        waiters.add(waiter);
        Thread.ofVirtual().start(waiter);
        return waiter;
    }

    private void allEnd() throws Exception {
        for (FutureTask<Boolean> waiter : waiters) {
            assertThat(waiter.get(60, TimeUnit.SECONDS)).isTrue();
        }
        waiters.clear();
    }

    private static RingGrant grant(String tenantId, String grantId) {
        return new RingGrant(
                tenantId,
                grantId,
                "app_1",
                Environment.PRODUCTION,
                GrantState.CLAIMED,
                null,
                1,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    /** The grants under a lease, and what was asked of them. */
    private static final class Table implements WaiterRows {

        private final Map<String, Attempt> leases = new ConcurrentHashMap<>();
        private final Map<String, List<Integer>> asked = new ConcurrentHashMap<>();
        private volatile boolean fails;

        @Override
        public List<Attempt> underWay(String tenantId, List<String> grantIds) {
            asked.computeIfAbsent(tenantId, tenant -> new CopyOnWriteArrayList<>())
                    .add(grantIds.size());
            if (fails) {
                throw new IllegalStateException("away");
            }
            return leases.values().stream()
                    .filter(attempt -> grantIds.contains(attempt.grantId()))
                    .toList();
        }

        void lease(String grantId, String claimId) {
            leases.put(grantId, new Attempt(grantId, 1, claimId));
        }

        List<Integer> sizes(String tenantId) {
            return asked.getOrDefault(tenantId, List.of());
        }

        int queries(String tenantId) {
            return sizes(tenantId).size();
        }

        int last(String tenantId) {
            List<Integer> sizes = sizes(tenantId);
            return sizes.isEmpty() ? 0 : sizes.get(sizes.size() - 1);
        }
    }
}
