package dev.linkhub.bench.stage;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the processes are started from.
 *
 * @param simulator the simulator's jar
 * @param classPath this module and its libraries
 * @param worker the jar of the hub's worker
 * @param extraOptions of each measured JVM, such as those that record it
 */
public record Programs(Path simulator, List<Path> classPath, Path worker, List<String> extraOptions) {

    public Programs {
        classPath = List.copyOf(classPath);
        extraOptions = List.copyOf(extraOptions);
    }

    /**
     * As the launcher names them in {@code hub.bench.simulator-jar} and {@code hub.bench.worker-jar}, and this process's own
     * class path.
     */
    public static Programs ofProcess() {
        return new Programs(
                Path.of(property("hub.bench.simulator-jar")),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList(),
                Path.of(property("hub.bench.worker-jar")),
                Arrays.stream(System.getProperty("hub.bench.options", "").split(" "))
                        .filter(option -> !option.isBlank())
                        .toList());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new BenchFailed("Start it with ./hub bench: nothing says where the jars are (" + name + ")");
        }
        return value;
    }
}
