package dev.linkhub.bench;

import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.FleetYard;
import dev.linkhub.bench.stage.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All contestants on one stage, one after the other and in turning order, several rounds at each latency. */
final class RefreshBench {

    private static final int TENANTS = 4;
    private static final int APPS_PER_TENANT = 3;

    private final Stage stage;
    private final RefreshOptions options;
    private final PrintStream out;

    RefreshBench(Stage stage, RefreshOptions options, PrintStream out) {
        this.stage = stage;
        this.options = options;
        this.out = out;
    }

    RefreshResults run() {
        try (FleetYard yard = new FleetYard(stage);
                Database database = new Database(stage.database())) {
            int perApp = Math.max(1, options.grants() / (TENANTS * APPS_PER_TENANT));
            out.printf(
                    "Preparing twice %,d grants of %d apps …%n",
                    perApp * TENANTS * APPS_PER_TENANT, TENANTS * APPS_PER_TENANT);
            Credentials credentials = Credentials.create(database);
            double ceiling = ceiling(yard, database, credentials);
            Fleet sealed = yard.hubFleet(TENANTS, APPS_PER_TENANT);
            yard.seeds(sealed).due(perApp);
            Fleet clear = yard.clearFleet(TENANTS, APPS_PER_TENANT);
            yard.seeds(clear).due(perApp);
            credentials.of(clear);
            return new RefreshResults(rounds(yard, database, sealed, clear), ceiling);
        }
    }

    /** What the simulator does by itself, without a database: no contestant can be faster. */
    private double ceiling(FleetYard yard, Database database, Credentials credentials) {
        Fleet spun = yard.clearFleet(1, 1);
        yard.seeds(spun).due(options.inFlight());
        credentials.of(spun);
        double ceiling = new RefreshRun(stage, yard, database, options).ceiling();
        credentials.forget(spun);
        out.printf("The simulator alone: %.0f refreshes/s%n", ceiling);
        return ceiling;
    }

    private Map<Contestant, Map<Integer, List<Figures>>> rounds(
            FleetYard yard, Database database, Fleet sealed, Fleet clear) {
        RefreshRun run = new RefreshRun(stage, yard, database, options);
        Map<Contestant, Map<Integer, List<Figures>>> all = new EnumMap<>(Contestant.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (int latency : options.latenciesMs()) {
                stage.setLatency(Duration.ofMillis(latency));
                for (Contestant contestant : inOrderOf(round)) {
                    Figures figures = run.of(contestant, contestant.isHub() ? sealed : clear);
                    out.printf(
                            "round %d  %3d ms  %-13s %8.1f grants/s  %7.3f ms cpu  %6.2f statements  %6.0f MiB   (database %.3f ms, simulator %.3f ms)%n",
                            round + 1,
                            latency,
                            contestant.text(),
                            figures.grantsPerSecond(),
                            figures.cpuMsPerGrant(),
                            figures.statementsPerGrant(),
                            figures.peakRssMib(),
                            figures.databaseCpuMsPerGrant(),
                            figures.simulatorCpuMsPerGrant());
                    all.computeIfAbsent(contestant, one -> new TreeMap<>())
                            .computeIfAbsent(latency, one -> new ArrayList<>())
                            .add(figures);
                }
            }
        }
        stage.setLatency(Duration.ZERO);
        return all;
    }

    /** Each round the other way round, so that none always comes after the same. */
    private List<Contestant> inOrderOf(int round) {
        return round % 2 == 0 ? options.contestants() : options.contestants().reversed();
    }
}
