package dev.linkhub.bench;

import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;
import dev.linkhub.bench.stage.JavaProcess;
import dev.linkhub.bench.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** One contestant on one stage: warmed up, measured for a while, stopped, and what it did counted at both ends. */
final class RefreshRun {

    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** The last few percent come slower, whoever refreshes: there is no longer enough for all that could be in flight. */
    private static final double MEASURED_SHARE = 0.95;

    private static final int FEWEST_MEASURED = 20;

    private final Stage stage;
    private final FleetYard yard;
    private final Database database;
    private final RefreshOptions options;

    RefreshRun(Stage stage, FleetYard yard, Database database, RefreshOptions options) {
        this.stage = stage;
        this.yard = yard;
        this.database = database;
        this.options = options;
    }

    /**
     * Has the contestant refresh the fleet's grants, which are all made due first.
     *
     * @throws BenchFailed if it did not do what it was measured for
     */
    Figures of(Contestant contestant, Fleet fleet) {
        int due = makeDue(fleet);
        int jobs = contestant.jobs(due);
        Tally before = Tally.of(stage, database, fleet);
        List<JavaProcess> processes = contestant.isHub()
                ? workers(contestant.text(), contestant.processes())
                : List.of(other(contestant.program(), jobs));
        Figures figures;
        try {
            figures = measure(processes, before.refreshes(), jobs);
        } finally {
            processes.forEach(JavaProcess::close);
        }
        before.requireEachOnce(Tally.of(stage, database, fleet), contestant.text());
        return figures;
    }

    /** How many calls a second the simulator answers to a caller that stores nothing. */
    double ceiling() {
        List<JavaProcess> processes = List.of(other("ceiling", options.inFlight()));
        try {
            return measure(processes, stage.ring().counter("refreshes"), Integer.MAX_VALUE)
                    .grantsPerSecond();
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private Figures measure(List<JavaProcess> processes, long before, int jobs) {
        LongSupplier done = () -> stage.ring().counter("refreshes") - before;
        long enough = (long) (jobs * MEASURED_SHARE);
        await(processes, () -> done.getAsLong() > 0 ? 1 : 0, BEGINS_WITHIN);
        long warm = System.nanoTime() + options.warmUp().toNanos();
        while (System.nanoTime() - warm < 0 && done.getAsLong() < enough / 2) {
            processes.forEach(JavaProcess::requireAlive);
            Stage.pause(BETWEEN_LOOKS);
        }
        processes.forEach(process -> process.measured().forgetPeak());
        Snapshot start = Snapshot.of(stage, database, processes);
        long end = System.nanoTime() + options.measured().toNanos();
        while (System.nanoTime() - end < 0 && done.getAsLong() < enough) {
            processes.forEach(JavaProcess::requireAlive);
            Stage.pause(BETWEEN_LOOKS);
        }
        double peak = processes.stream()
                .mapToDouble(process -> process.measured().peakRssMib())
                .sum();
        Snapshot last = Snapshot.of(stage, database, processes);
        if (last.refreshes() - start.refreshes() < FEWEST_MEASURED) {
            throw new BenchFailed("Only " + (last.refreshes() - start.refreshes()) + " refreshes were measured");
        }
        return start.until(last, peak);
    }

    private static void await(List<JavaProcess> processes, LongSupplier condition, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (condition.getAsLong() == 0) {
            processes.forEach(JavaProcess::requireAlive);
            if (System.nanoTime() - end > 0) {
                throw new BenchFailed("Nothing was refreshed within " + within);
            }
            Stage.pause(BETWEEN_LOOKS);
        }
    }

    /** Everything due at once, in an order that is not the primary key's; and nothing left over from who came before. */
    private int makeDue(Fleet fleet) {
        int due = database.run("""
                UPDATE ring_grant
                   SET due_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR + INTERVAL CRC32(grant_id) %% 900000 MICROSECOND
                 WHERE tenant_id IN (%s)
                """.formatted(fleet.tenantsForSql()));
        database.run("TRUNCATE TABLE refresh_attempt");
        if (fleet.sealed()) {
            yard.wake(fleet);
        }
        return due;
    }

    /** What may be in flight is shared out: two workers get no more of it than one. */
    private List<JavaProcess> workers(String name, int count) {
        List<JavaProcess> workers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            workers.add(stage.worker(
                    name + "-" + number,
                    options.heapMib(),
                    Map.of(
                            "HUB_RING_RATE_PER_APP", Integer.toString(RefreshOptions.RATE_PER_APP),
                            "HUB_REFRESH_IN_FLIGHT", Integer.toString(options.inFlight() / count))));
        }
        return workers;
    }

    private JavaProcess other(String program, int jobs) {
        return stage.contestant(
                program,
                program,
                options.heapMib(),
                Map.of(
                        "BENCH_IN_FLIGHT", Integer.toString(options.inFlight()),
                        "BENCH_JOBS", Integer.toString(jobs)));
    }
}
