package dev.linkhub.bench;

import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.JavaProcess;
import dev.linkhub.bench.stage.Stage;
import java.time.Duration;
import java.util.List;

/** All counters at one moment: two of them make a measurement. */
record Snapshot(long nanos, long refreshes, long statements, Duration own, Duration database, Duration simulator) {

    static Snapshot of(Stage stage, Database database, List<JavaProcess> processes) {
        return new Snapshot(
                System.nanoTime(),
                stage.ring().counter("refreshes"),
                database.statements(),
                processes.stream().map(process -> process.measured().cpu()).reduce(Duration.ZERO, Duration::plus),
                stage.databaseProcess().cpu(),
                stage.simulatorProcess().cpu());
    }

    Figures until(Snapshot end, double peakRssMib) {
        double grants = end.refreshes - refreshes;
        double seconds = (end.nanos - nanos) / 1e9;
        return new Figures(
                grants / seconds,
                millis(own, end.own) / grants,
                (end.statements - statements) / grants,
                peakRssMib,
                millis(database, end.database) / grants,
                millis(simulator, end.simulator) / grants);
    }

    private static double millis(Duration from, Duration to) {
        return to.minus(from).toNanos() / 1e6;
    }
}
