package dev.linkhub.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A process as the system counts what it uses. Needs Linux's {@code /proc}, and so does the embedded database. */
public final class Measured {

    private static final String PEAK = "VmHWM:";

    private final ProcessHandle process;

    public Measured(ProcessHandle process) {
        this.process = process;
    }

    /** What it has used of the processors since it began, in steps of 10 ms. */
    public Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new BenchFailed("Process " + process.pid() + " has ended while it was measured"));
    }

    /** The most memory it has had resident since {@link #forgetPeak}. */
    public double peakRssMib() {
        try {
            return mib(Files.readString(status()));
        } catch (IOException e) {
            throw new BenchFailed("Process " + process.pid() + " has ended while it was measured", e);
        }
    }

    /** Counts the peak from now on. */
    public void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc", Long.toString(process.pid()), "clear_refs"), "5");
        } catch (IOException e) {
            throw new BenchFailed("The peak of process " + process.pid() + " cannot be set back", e);
        }
    }

    static double mib(String status) {
        return status.lines()
                .filter(line -> line.startsWith(PEAK))
                .map(line -> line.substring(PEAK.length()).strip().toLowerCase(Locale.ROOT))
                .map(text -> Double.parseDouble(text.substring(0, text.indexOf(' '))) / 1024)
                .findFirst()
                .orElseThrow(() -> new BenchFailed("The system does not tell the peak of a process"));
    }

    private Path status() {
        return Path.of("/proc", Long.toString(process.pid()), "status");
    }
}
