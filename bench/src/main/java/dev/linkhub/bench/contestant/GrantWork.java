package dev.linkhub.bench.contestant;

import dev.linkhub.bench.contestant.GrantTable.Refreshed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** One job of a scheduler: reads one grant, asks Ring, and stores what it says. Holds no connection meanwhile. */
final class GrantWork {

    private final DataSource database;
    private final RingCall ring;
    private final Gate gate;
    private final Map<String, ClientCredentials> clients;

    GrantWork(DataSource database, RingCall ring, Gate gate) throws SQLException {
        this.database = database;
        this.ring = ring;
        this.gate = gate;
        try (Connection connection = database.getConnection()) {
            clients = GrantTable.clients(connection);
        }
    }

    ClientCredentials client(GrantRow grant) {
        return Objects.requireNonNull(clients.get(grant.tenantId() + "/" + grant.appId()), "no such app");
    }

    /** {@code job}: tenant and grant, with a slash between them. */
    void run(String job) {
        int slash = job.indexOf('/');
        gate.enter();
        try {
            GrantRow grant = read(job.substring(0, slash), job.substring(slash + 1));
            Refreshed refreshed = new Refreshed(grant, ring.refresh(grant, client(grant)));
            try (Connection connection = database.getConnection()) {
                GrantTable.store(connection, refreshed);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The refresh of " + job + " failed", e);
        } finally {
            gate.leave();
        }
    }

    private GrantRow read(String tenantId, String grantId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return GrantTable.read(connection, tenantId, grantId);
        }
    }
}
