package dev.linkhub.chaos;

import dev.linkhub.chaos.machine.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where runs of the tests find the jars and leave their record. */
final class Runs {

    static final Jars JARS =
            new Jars(Path.of(System.getProperty("chaos.root", "..")), System.getProperty("chaos.version", ""));

    private Runs() {}

    /** One that is not there yet. */
    static Path folder(String name) throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "runs").toAbsolutePath());
        return Files.createTempDirectory(parent, name + "-").resolve("run");
    }
}
