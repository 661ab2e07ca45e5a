package dev.linkhub.process;

import dev.linkhub.db.Migrations;
import dev.linkhub.setting.HubStart;
import dev.linkhub.setting.Settings;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code ./hub migrate}: brings the database to the schema that this version of the hub needs. Safe to repeat and to run twice at
 * once. Exits with 0 if the schema is there, with 78 for a wrong setting, else with 1.
 */
public final class Migrate {

    private static final int FAILED = 1;

    private Migrate() {}

    public static void main(String[] arguments) {
        NamedDatabase database = HubStart.orExit(() -> NamedDatabase.required(Settings.ofProcess()));
        try {
            int applied = Migrations.migrate(database.address());
            System.out.println(applied == 0 ? "The schema was there" : "Migrations applied: " + applied);
        } catch (FlywayException e) {
            System.err.println("hub: the schema could not be migrated: " + e.getMessage());
            System.exit(FAILED);
        }
    }
}
