package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;
import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;
import dev.linkhub.bench.stage.JavaProcess;
import dev.linkhub.bench.stage.Stage;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One worker, many small tenants whose grants fall due at one moment, and in every other run a large one in full swing. */
final class FairnessBench {

    /** Below this a wait is more the machine's noise than the hub's doing. */
    private static final double LEAST_BASELINE_MS = 500;

    private static final Duration DONE_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int IN_FULL_SWING = 500;
    private static final int HEAP_MIB = 512;

    private final Stage stage;
    private final FairnessOptions options;
    private final PrintStream out;

    FairnessBench(Stage stage, FairnessOptions options, PrintStream out) {
        this.stage = stage;
        this.options = options;
        this.out = out;
    }

    FairnessResults run() {
        try (FleetYard yard = new FleetYard(stage);
                Database database = new Database(stage.database())) {
            out.printf(
                    "Preparing %,d grants of one tenant and %d of each of %d …%n",
                    options.large(), options.smallGrants(), options.smallTenants());
            Fleet large = yard.hubFleet(1, 1);
            yard.seeds(large).due(options.large());
            Fleet small = yard.hubFleet(options.smallTenants(), 1);
            yard.seeds(small).due(options.smallGrants());
            WakeUp wakeUp = new WakeUp(yard, database);
            wakeUp.notDue(large);
            wakeUp.notDue(small);
            stage.setLatency(options.latency());
            try (JavaProcess worker = stage.worker(
                    "worker",
                    HEAP_MIB,
                    Map.of("HUB_RING_RATE_PER_APP", Integer.toString(RefreshOptions.RATE_PER_APP)))) {
                return runs(worker, database, wakeUp, large, small);
            }
        }
    }

    private FairnessResults runs(JavaProcess worker, Database database, WakeUp wakeUp, Fleet large, Fleet small) {
        // The first run only warms the worker up.
        one(worker, database, wakeUp, large, small, true);
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        for (int run = 1; run <= options.runs(); run++) {
            alone.add(one(worker, database, wakeUp, large, small, false));
            beside.add(one(worker, database, wakeUp, large, small, true));
            out.printf(
                    "run %d: p99 %.0f ms alone, %.0f ms beside the large tenant%n",
                    run, alone.getLast(), beside.getLast());
        }
        FairnessResults results = FairnessResults.of(alone, beside);
        if (results.medianAloneMs() < LEAST_BASELINE_MS) {
            throw new BenchFailed(
                    "The baseline of %.0f ms is too short to tell anything; at least %.0f ms: raise --latency-ms"
                            .formatted(results.medianAloneMs(), LEAST_BASELINE_MS));
        }
        return results;
    }

    /** The small tenants' p99 wait, in milliseconds. */
    private double one(JavaProcess worker, Database database, WakeUp wakeUp, Fleet large, Fleet small, boolean beside) {
        Tally before = Tally.of(stage, database, small);
        long refreshes = before.refreshes();
        if (beside) {
            wakeUp.due(large);
            await(
                    worker,
                    () -> stage.ring().counter("refreshes") - refreshes
                            >= Math.min(IN_FULL_SWING, options.large() / 4));
        }
        String since = database.text("SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%d %H:%i:%s.%f')");
        int wanted = wakeUp.due(small);
        await(worker, () -> refreshed(database, small, since) == wanted);
        boolean largeWasDue = database.numbers(
                                "SELECT EXISTS (SELECT 1 FROM ring_grant WHERE tenant_id IN (%s) AND due_at <= UTC_TIMESTAMP(6))"
                                        .formatted(large.tenantsForSql()))[0]
                == 1;
        if (beside && !largeWasDue) {
            throw new BenchFailed("The large tenant was done before the small ones: give it more grants");
        }
        wakeUp.notDue(large);
        await(worker, () -> database.numbers("SELECT COUNT(*) FROM ring_grant WHERE claim_id IS NOT NULL")[0] == 0);
        before.requireStoredOnce(Tally.of(stage, database, small), wanted);
        return Statistics.percentile(waits(database, small, since), 99) / 1_000.0;
    }

    private interface Condition {

        boolean holds();
    }

    private static void await(JavaProcess worker, Condition condition) {
        long end = System.nanoTime() + DONE_WITHIN.toNanos();
        while (!condition.holds()) {
            worker.requireAlive();
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed("The worker did not get there within " + DONE_WITHIN);
            }
            Stage.pause(BETWEEN_LOOKS);
        }
    }

    private static int refreshed(Database database, Fleet fleet, String since) {
        return (int) database.numbers(
                        "SELECT COUNT(*) FROM ring_grant WHERE tenant_id IN (%s) AND last_refreshed_at >= ?"
                                .formatted(fleet.tenantsForSql()),
                        since)[0];
    }

    /** In microseconds, of each grant that was refreshed since. */
    private static long[] waits(Database database, Fleet fleet, String since) {
        String sql =
                "SELECT TIMESTAMPDIFF(MICROSECOND, '%s', last_refreshed_at) FROM ring_grant WHERE tenant_id IN (%s)"
                        .formatted(since, fleet.tenantsForSql());
        List<Long> waits = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                waits.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new BenchFailed("The waits cannot be read", e);
        }
        return waits.stream().mapToLong(Long::longValue).toArray();
    }
}
