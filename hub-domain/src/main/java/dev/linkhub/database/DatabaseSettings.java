package dev.linkhub.database;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** {@code HUB_DB_URL}, {@code HUB_DB_USER}, {@code HUB_DB_PASSWORD}, {@code HUB_DB_CONNECTIONS}. */
@Singleton
final class DatabaseSettings {

    private final String url;
    private final String user;
    private final String password;
    private final int connections;

    DatabaseSettings(
            @Nullable @Property(name = "hub.db.url") String url,
            @Property(name = "hub.db.user", defaultValue = "") String user,
            @Property(name = "hub.db.password", defaultValue = "") String password,
            @Property(name = "hub.db.connections", defaultValue = "20") String connections) {
        if (url == null || !url.startsWith("jdbc:mysql://")) {
            throw InvalidSetting.unshown(
                    "hub.db.url",
                    "takes the JDBC address of MySQL 8 or 9 or MariaDB 10.11+: jdbc:mysql://host:3306/schema");
        }
        this.url = url;
        this.user = user;
        this.password = password;
        this.connections = Ranges.number("hub.db.connections", connections, 2, 500);
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
}
