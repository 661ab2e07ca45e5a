package dev.linkhub.bench;

import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;

/** The table that tells those who are not the hub which apps are theirs, and with which credentials. */
final class Credentials {

    private final Database database;

    private Credentials(Database database) {
        this.database = database;
    }

    static Credentials create(Database database) {
        database.run("""
                CREATE TABLE bench_app (tenant_id VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                       app_id VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, client_id VARCHAR(255) NOT NULL,
                       client_secret VARCHAR(255) NOT NULL, PRIMARY KEY (tenant_id, app_id))
                """);
        return new Credentials(database);
    }

    void of(Fleet fleet) {
        for (Fleet.App app : fleet.apps()) {
            database.run(
                    "INSERT INTO bench_app (tenant_id, app_id, client_id, client_secret) VALUES (?, ?, ?, ?)",
                    app.tenant().tenantId(),
                    app.appId(),
                    app.clientId(),
                    app.clientSecret());
        }
    }

    /** With its grants. */
    void forget(Fleet fleet) {
        database.run("DELETE FROM bench_app WHERE tenant_id IN (%s)".formatted(fleet.tenantsForSql()));
        database.run("DELETE FROM ring_grant WHERE tenant_id IN (%s)".formatted(fleet.tenantsForSql()));
    }
}
