package dev.linkhub.standalone.demo;

import dev.linkhub.process.DataFolder;
import dev.linkhub.setting.Settings;
import dev.linkhub.standalone.DataDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The demo's own folder within the data folder: a real hub's data is never touched, and each demo begins afresh. */
final class DemoDir {

    private final Path path;

    private DemoDir(Path path) {
        this.path = path;
    }

    /** Empties what the last demo left. */
    static DemoDir fresh(Settings settings) {
        Path path = DataFolder.pathIn(settings).resolve("demo");
        DataDir.empty(path);
        return new DemoDir(path);
    }

    /** This process's settings with the demo's: own data and keys, and Ring where it is played. */
    Settings settings(Settings given, URI ring) {
        return given.with(Map.of(
                "hub.data-dir", path.toString(),
                "hub.db.url", "",
                "hub.master-keyset", "",
                "hub.operator-key", "",
                "hub.ring.oauth-url", ring.toString(),
                "hub.ring.api-url", ring.toString(),
                "hub.sandbox.url", ring.toString(),
                // The demo plays the proxy that its households come through.
                "hub.trusted-proxies", "127.0.0.1",
                // What it says is where to click, not each click.
                "logger.levels.dev.linkhub.access", "WARN"));
    }

    String readOperatorKey() {
        try {
            return Files.readString(operatorKey()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path operatorKey() {
        return path.resolve("operator.key");
    }

    Path apiKey(String tenantSlug) {
        return path.resolve(tenantSlug + ".key");
    }
}
