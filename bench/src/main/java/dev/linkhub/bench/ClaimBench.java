package dev.linkhub.bench;

import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;
import dev.linkhub.bench.stage.GrantSeeds;
import dev.linkhub.bench.stage.JavaProcess;
import dev.linkhub.bench.stage.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A worker with a small heap drains a table of many due grants for a while; the server's log tells what its claims cost. Once with
 * few grants in the table, which come due again and again, and once with very many.
 */
final class ClaimBench {

    private static final int HEAP_MIB = 256;
    private static final int TENANTS = 2;
    private static final int APPS_PER_TENANT = 5;
    private static final int APPS = TENANTS * APPS_PER_TENANT;
    private static final int COPIED_AT_ONCE = 50_000;

    /** So short that what is refreshed is due again before the drain of the small table is over. */
    private static final String SHORT_INTERVAL = "PT5S";

    private static final String USUAL_INTERVAL = "PT24H";

    /** More than a worker can drain; the others of the large table are due after these and never reached. */
    private static final int MOST_DRAINED = 240_000;

    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PART = Duration.ofSeconds(10);

    private final Stage stage;
    private final Path slowLog;
    private final ClaimOptions options;
    private final PrintStream out;

    ClaimBench(Stage stage, Path slowLog, ClaimOptions options, PrintStream out) {
        this.stage = stage;
        this.slowLog = slowLog;
        this.options = options;
        this.out = out;
    }

    ClaimResults run() {
        try (FleetYard yard = new FleetYard(stage);
                Database database = new Database(stage.database())) {
            Fleet fleet = yard.hubFleet(TENANTS, APPS_PER_TENANT);
            WakeUp wakeUp = new WakeUp(yard, database);
            GrantSeeds seeds = yard.seeds(fleet);
            seeds.due(options.small() / APPS);
            ClaimFigures small = drain(database, wakeUp, fleet, options.small(), SHORT_INTERVAL);
            out.printf("Preparing %,d grants …%n", options.large());
            int drained = Math.min(options.large() - options.small(), MOST_DRAINED);
            seeds.due(drained / APPS);
            wakeUp.due(fleet);
            fill(database, fleet, options.large() - options.small() - drained);
            ClaimFigures large = drain(database, wakeUp, fleet, options.large(), USUAL_INTERVAL);
            return ClaimResults.of(small, large);
        }
    }

    private static void fill(Database database, Fleet fleet, int grants) {
        int more = grants / APPS;
        int made = 0;
        for (Fleet.App app : fleet.apps()) {
            String tenant = app.tenant().tenantId();
            String model = database.text(
                    "SELECT MIN(grant_id) FROM ring_grant WHERE tenant_id = ? AND app_id = ?", tenant, app.appId());
            for (int left = more; left > 0; left -= COPIED_AT_ONCE) {
                int count = Math.min(left, COPIED_AT_ONCE);
                copy(database, made, count, tenant, model);
                made += count;
            }
        }
        // As the server does by itself in time.
        database.text("ANALYZE TABLE ring_grant");
    }

    /** Due after the others, so that none of these is reached: their seals would not open. */
    private static void copy(Database database, int made, int count, String tenant, String model) {
        database.run("""
                INSERT INTO ring_grant (tenant_id, grant_id, app_id, environment, state, generation, received_at, code_sha256,
                       exchanged_at, ring_account_id, claimed_at, access_token_sealed, refresh_token_sealed, token_type, scope,
                       access_expires_at, refresh_expires_at, last_refreshed_at, due_at, failures, confirmations)
                SELECT g.tenant_id, CONCAT('grn_', LPAD(n.seq, 26, 'x')), g.app_id, g.environment, g.state, g.generation,
                       g.received_at, UNHEX(SHA2(CONCAT(g.app_id, n.seq), 256)), g.exchanged_at, CONCAT('acc_x', n.seq),
                       g.claimed_at, g.access_token_sealed, g.refresh_token_sealed, g.token_type, g.scope,
                       g.access_expires_at, g.refresh_expires_at, g.last_refreshed_at,
                       UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE, 0, 0
                  FROM ring_grant g JOIN seq_%d_to_%d n WHERE g.tenant_id = ? AND g.grant_id = ?
                """.formatted(made + 1, made + count), tenant, model);
    }

    private ClaimFigures drain(Database database, WakeUp wakeUp, Fleet fleet, int grants, String interval) {
        wakeUp.look(fleet);
        Tally before = Tally.of(stage, database, fleet);
        long from = size();
        double perSecond;
        double peak;
        try (JavaProcess worker = stage.worker(
                "worker",
                HEAP_MIB,
                Map.of(
                        "HUB_RING_RATE_PER_APP",
                        Integer.toString(RefreshOptions.RATE_PER_APP),
                        "HUB_REFRESH_INTERVAL",
                        interval))) {
            perSecond = watch(worker, before.refreshes());
            peak = worker.measured().peakRssMib();
        }
        if (database.numbers("SELECT COUNT(*) FROM ring_grant WHERE unhealthy_reason IS NOT NULL")[0] > 0) {
            throw new BenchFailed("The worker came to the end of what can be drained: give it less time");
        }
        before.requireEachStored(Tally.of(stage, database, fleet));
        List<SlowLog.Entry> entries = SlowLog.claims(slowLog, from);
        ClaimFigures figures = ClaimFigures.of(
                grants,
                entries,
                perSecond,
                peak,
                Plan.of(database, last(entries, SlowLog.Entry::isLock)),
                Plan.of(database, last(entries, SlowLog.Entry::isLease)));
        out.printf(
                "%,9d grants: %,d claimed, %.2f + %.2f rows examined and %.1f µs for each, %.0f refreshed/s, %.0f MiB%n",
                grants,
                figures.claimed(),
                figures.examinedLooking(),
                figures.examinedLeasing(),
                figures.microsPerClaimed(),
                figures.refreshedPerSecond(),
                figures.peakRssMib());
        return figures;
    }

    /** Refreshes a second, in all; none of its parts may pass without one. */
    private double watch(JavaProcess worker, long before) {
        awaitFirst(worker, before);
        long begin = System.nanoTime();
        long end = begin + options.drain().toNanos();
        long last = before;
        while (System.nanoTime() - end < 0) {
            Stage.pause(PART.compareTo(options.drain()) < 0 ? PART : options.drain());
            worker.requireAlive();
            long now = stage.ring().counter("refreshes");
            if (now == last) {
                throw new BenchFailed("The worker drained nothing for " + PART);
            }
            last = now;
        }
        return (last - before) / ((System.nanoTime() - begin) / 1e9);
    }

    private void awaitFirst(JavaProcess worker, long before) {
        long end = System.nanoTime() + BEGINS_WITHIN.toNanos();
        while (stage.ring().counter("refreshes") == before) {
            worker.requireAlive();
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed("The worker drained nothing within " + BEGINS_WITHIN);
            }
            Stage.pause(BETWEEN_LOOKS);
        }
    }

    private static String last(List<SlowLog.Entry> entries, Predicate<SlowLog.Entry> wanted) {
        return entries.stream()
                .filter(wanted)
                .reduce((one, later) -> later)
                .map(SlowLog.Entry::sql)
                .orElseThrow(() -> new BenchFailed("The log has no claim: has its SQL changed?"));
    }

    private long size() {
        try {
            return Files.size(slowLog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
