package dev.linkhub.database;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_DB_URL}, {@code HUB_DB_USER}, {@code HUB_DB_PASSWORD}, {@code HUB_DB_CONNECTIONS}; and {@code HUB_REFRESH_LEASE}
 * for how long a statement may hang.
 */
@Singleton
final class DatabaseSettings {

    /** With the shortest deadline; with a longer one whoever refreshes wants more. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(7);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final String url;
    private final String user;
    private final String password;
    private final int connections;
    private final Duration silence;

    DatabaseSettings(
            @Nullable @Property(name = "hub.db.url") String url,
            @Property(name = "hub.db.user", defaultValue = "") String user,
            @Property(name = "hub.db.password", defaultValue = "") String password,
            @Property(name = "hub.db.connections", defaultValue = "20") String connections,
            @Property(name = "hub.refresh-lease", defaultValue = "PT30S") String lease) {
        if (url == null || !url.startsWith("jdbc:mysql://")) {
            throw InvalidSetting.unshown(
                    "hub.db.url",
                    "takes the JDBC address of MySQL 8 or 9 or MariaDB 10.11+: jdbc:mysql://host:3306/schema");
        }
        this.url = url;
        this.user = user;
        this.password = password;
        this.connections = Ranges.number("hub.db.connections", connections, 2, 500);
        Duration half = Ranges.duration("hub.refresh-lease", lease, SHORTEST_LEASE, Duration.ofMinutes(10))
                .dividedBy(2);
        this.silence = half.compareTo(LONGEST_SILENCE) < 0 ? half : LONGEST_SILENCE;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    int connections() {
        return connections;
    }

    /** How long the database may be silent before the connection is given up: half a lease, and 15 s at most. */
    Duration silence() {
        return silence;
    }
}
