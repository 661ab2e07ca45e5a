package dev.linkhub.simulator;

import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.SigningKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a conformance run finds the credentials that the partner has: a file, or environment variables. The command
 * line is no place for them, since every user of the machine can read it.
 */
final class CheckCredentials {

    private static final long MOST_BYTES = 64 * 1024;

    private final Properties file;
    private final Map<String, String> environment;

    private CheckCredentials(Properties file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * The id given on the command line wins over the file's, the file over the environment.
     *
     * @throws IllegalArgumentException saying what is missing or cannot be read
     */
    static Credentials read(@Nullable String clientId, @Nullable Path file, Map<String, String> environment) {
        CheckCredentials source = new CheckCredentials(load(file), environment);
        return new Credentials(
                clientId == null ? source.get("client_id") : clientId,
                source.get("client_secret"),
                new SigningKey(source.get("hmac_key")));
    }

    private String get(String name) {
        String variable = "RING_" + name.toUpperCase(Locale.ROOT);
        String value = file.getProperty(name, environment.getOrDefault(variable, ""));
        if (value.isBlank()) {
            throw new IllegalArgumentException("no " + name + ": set " + variable + ", or write " + name
                    + "=… into a file and name it with --credentials; the partner must have the same");
        }
        return value;
    }

    private static Properties load(@Nullable Path file) {
        Properties properties = new Properties();
        if (file == null) {
            return properties;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(file + " is larger than a file of credentials");
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            return properties;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the credentials in " + file, e);
        }
    }
}
