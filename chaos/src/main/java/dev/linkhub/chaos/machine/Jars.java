package dev.linkhub.chaos.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run starts.
 *
 * @param root the checkout
 */
public record Jars(Path root, String version) {

    public Jars {
        root = root.toAbsolutePath().normalize();
    }

    /** The whole hub in one process. */
    Path hub() {
        return jar("hub-standalone", "-all");
    }

    /** A worker alone. */
    Path worker() {
        return jar("hub-worker", "-all");
    }

    Path simulator() {
        return jar("ring-simulator", "-all");
    }

    /** Goes behind the hub's on its class path. */
    Path inside() {
        return jar("chaos", "");
    }

    /** The JVM that runs this, for a short life on a shared machine. */
    static List<String> java(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    private Path jar(String module, String suffix) {
        Path jar = root.resolve(module).resolve("target").resolve(module + "-" + version + suffix + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there: build it first");
        }
        return jar;
    }
}
