package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;
import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;
import dev.linkhub.bench.stage.JavaProcess;
import dev.linkhub.bench.stage.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One worker and very many tenants, each with an app and a grant of which nothing is due for hours. */
final class IdleBench {

    private static final int HEAP_MIB = 512;
    private static final int ROWS_AT_ONCE = 10_000;

    /** What is copied from the one tenant that the hub has made: its seals would not open, and nobody has to open them. */
    private static final List<String> COPIES = List.of("""
            INSERT INTO tenant (tenant_id, slug, name, created_at)
            SELECT CONCAT('ten_', LPAD(n.seq, 26, '0')), CONCAT('idle-', n.seq), 'Idle', t.created_at
              FROM tenant t JOIN seq_%1$d_to_%2$d n WHERE t.tenant_id = '%3$s'
            """, """
            INSERT INTO partner_app (tenant_id, app_id, slug, name, client_id, client_secret_sealed, hmac_key_sealed,
                   credential_version, status, probes, created_at, updated_at)
            SELECT CONCAT('ten_', LPAD(n.seq, 26, '0')), a.app_id, a.slug, a.name, a.client_id, a.client_secret_sealed,
                   a.hmac_key_sealed, a.credential_version, a.status, a.probes, a.created_at, a.updated_at
              FROM partner_app a JOIN seq_%1$d_to_%2$d n WHERE a.tenant_id = '%3$s'
            """, """
            INSERT INTO ring_grant (tenant_id, grant_id, app_id, environment, state, generation, received_at, code_sha256,
                   exchanged_at, ring_account_id, claimed_at, access_token_sealed, refresh_token_sealed, token_type, scope,
                   access_expires_at, refresh_expires_at, last_refreshed_at, due_at, failures, confirmations)
            SELECT CONCAT('ten_', LPAD(n.seq, 26, '0')), g.grant_id, g.app_id, g.environment, g.state, g.generation,
                   g.received_at, g.code_sha256, g.exchanged_at, g.ring_account_id, g.claimed_at, g.access_token_sealed,
                   g.refresh_token_sealed, g.token_type, g.scope, g.access_expires_at, g.refresh_expires_at,
                   g.last_refreshed_at, UTC_TIMESTAMP(6) + INTERVAL 2 HOUR + INTERVAL CRC32(n.seq) %% 72000 SECOND, 0, 0
              FROM ring_grant g JOIN seq_%1$d_to_%2$d n WHERE g.tenant_id = '%3$s'
            """, """
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT s.task_name, CONCAT('ten_', LPAD(n.seq, 26, '0'), '/', SUBSTRING_INDEX(s.task_instance, '/', -1)),
                   UTC_TIMESTAMP(6) + INTERVAL CRC32(CONCAT(s.task_name, n.seq)) %% %4$d SECOND, FALSE, 1
              FROM scheduled_tasks s JOIN seq_%1$d_to_%2$d n WHERE s.task_instance LIKE '%3$s/%%'
            """);

    /** Spread evenly, as those of tenants that came one after the other are. */
    private static final Duration WAKE_UPS_WITHIN = Duration.ofHours(1);

    private final Stage stage;
    private final IdleOptions options;
    private final PrintStream out;

    IdleBench(Stage stage, IdleOptions options, PrintStream out) {
        this.stage = stage;
        this.options = options;
        this.out = out;
    }

    IdleResults run() {
        try (FleetYard yard = new FleetYard(stage);
                Database database = new Database(stage.database())) {
            Fleet model = yard.hubFleet(1, 1);
            yard.seeds(model).notDue(1);
            yard.wake(model);
            out.printf("Preparing %,d idle tenants …%n", options.tenants());
            copy(database, model.apps().getFirst().tenant().tenantId());
            try (JavaProcess worker = stage.worker("worker", HEAP_MIB, Map.of())) {
                return measure(worker, database);
            }
        }
    }

    private void copy(Database database, String model) {
        for (int from = 1; from <= options.tenants(); from += ROWS_AT_ONCE) {
            int to = Math.min(options.tenants(), from + ROWS_AT_ONCE - 1);
            COPIES.forEach(copy -> database.run(copy.formatted(from(to), to, model, WAKE_UPS_WITHIN.toSeconds())));
        }
    }

    private static int from(int to) {
        return (to - 1) / ROWS_AT_ONCE * ROWS_AT_ONCE + 1;
    }

    private IdleResults measure(JavaProcess worker, Database database) {
        Stage.pause(options.warmUp());
        worker.requireAlive();
        worker.measured().forgetPeak();
        Snapshot start = Snapshot.of(stage, database, List.of(worker));
        Stage.pause(options.measured());
        worker.requireAlive();
        Snapshot end = Snapshot.of(stage, database, List.of(worker));
        if (end.refreshes() != 0) {
            throw new BenchFailed("The tenants were not idle: " + end.refreshes() + " refreshes");
        }
        long tenants = database.numbers("SELECT COUNT(*) FROM tenant")[0];
        if (tenants != options.tenants() + 1L) {
            throw new BenchFailed(tenants + " tenants instead of " + (options.tenants() + 1));
        }
        double seconds = (end.nanos() - start.nanos()) / 1e9;
        return IdleResults.of(
                options.tenants(),
                end.own().minus(start.own()).toNanos() / 1e9 / seconds,
                end.database().minus(start.database()).toNanos() / 1e9 / seconds,
                Statistics.round((end.statements() - start.statements()) / seconds, 1),
                worker.measured().peakRssMib());
    }
}
