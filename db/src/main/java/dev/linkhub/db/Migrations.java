package dev.linkhub.db;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Brings a database to the schema that this version of the hub expects. */
public final class Migrations {

    /** The end of the name of a migration that takes something away: see db/README.md. */
    private static final Pattern NEEDS = Pattern.compile(" needs V([0-9]+)$");

    private Migrations() {}

    /**
     * Applies what is missing. Safe to repeat, and safe to run from several processes at once: Flyway's lock lets one
     * work and the others wait.
     *
     * @return how many migrations were applied
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or a migration fails or has
     *     been changed since it ran
     */
    public static int migrate(DatabaseAddress address) {
        return flyway(address).migrate().migrationsExecuted;
    }

    /**
     * How the schema stands to this code. Changes nothing, and needs no right to.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached
     */
    public static SchemaState state(DatabaseAddress address) {
        MigrationInfo[] all = flyway(address).info().all();
        Optional<MigrationInfo> failed = newest(all, one -> one.getState().isFailed());
        if (failed.isPresent()) {
            return new SchemaState.HalfMade(version(failed.get()));
        }
        MigrationInfo known = newest(all, one -> one.getState().isResolved()).orElseThrow();
        Optional<MigrationInfo> applied = newest(all, one -> one.getState().isApplied());
        if (applied.isEmpty()) {
            return new SchemaState.Empty();
        }
        String version = version(applied.get());
        if (newest(all, one -> one.getState().isResolved() && !one.getState().isApplied())
                .isPresent()) {
            return new SchemaState.Older(version, version(known));
        }
        return needed(all)
                .filter(needed -> known.getVersion().compareTo(MigrationVersion.fromVersion(needed)) < 0)
                .<SchemaState>map(needed -> new SchemaState.TooNew(version, version(known), needed))
                .orElseGet(() -> version.equals(version(known))
                        ? new SchemaState.Current()
                        : new SchemaState.Newer(version, version(known)));
    }

    private static Optional<MigrationInfo> newest(MigrationInfo[] all, Predicate<MigrationInfo> which) {
        return Stream.of(all)
                .filter(one -> one.getVersion() != null)
                .filter(which)
                .max(Comparator.comparing(MigrationInfo::getVersion));
    }

    /** The newest migration that code has to know, as the names of the applied ones say it. */
    private static Optional<String> needed(MigrationInfo[] all) {
        return Stream.of(all)
                .filter(one -> one.getState().isApplied())
                .flatMap(one -> NEEDS.matcher(one.getDescription()).results())
                .map(match -> match.group(1))
                .max(Comparator.comparing(MigrationVersion::fromVersion));
    }

    private static String version(MigrationInfo one) {
        return one.getVersion().getVersion();
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
