package dev.linkhub.db;

import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this version of the hub expects. */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing. Safe to repeat, and safe to run from several processes at once: Flyway's lock lets one
     * work and the others wait.
     *
     * @return how many migrations were applied
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, a migration fails, or the
     *     schema was made by a newer version
     */
    public static int migrate(DatabaseAddress address) {
        return flyway(address).migrate().migrationsExecuted;
    }

    private static Flyway flyway(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:db/migration")
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .load();
    }
}
