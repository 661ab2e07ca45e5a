package dev.linkhub.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.bench.contestant.RingCall.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hub's own table of grants, read and written without any of the hub's rules. */
final class GrantTable {

    /** The same columns and indexes as the hub's write-back touches. */
    private static final String STORE = """
            UPDATE ring_grant
               SET access_token_sealed = ?, refresh_token_sealed = ?, token_type = ?, scope = ?, generation = ?,
                   access_expires_at = UTC_TIMESTAMP(6) + INTERVAL ? SECOND,
                   refresh_expires_at = UTC_TIMESTAMP(6) + INTERVAL 30 DAY, last_refreshed_at = UTC_TIMESTAMP(6),
                   due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY, last_outcome = 'REFRESHED',
                   last_attempt_at = UTC_TIMESTAMP(6)
             WHERE tenant_id = ? AND grant_id = ? AND generation = ?
            """;

    private static final String READ = """
            SELECT tenant_id, grant_id, app_id, generation, refresh_token_sealed FROM ring_grant
             WHERE tenant_id = ? AND grant_id = ?
            """;

    private static final String DUE_AFTER = """
            SELECT g.tenant_id, g.grant_id, g.app_id, g.generation, g.refresh_token_sealed
              FROM ring_grant g
             WHERE (g.tenant_id > ? OR (g.tenant_id = ? AND g.grant_id > ?))
               AND g.tenant_id IN (SELECT tenant_id FROM bench_app) AND g.due_at <= UTC_TIMESTAMP(6)
             ORDER BY g.tenant_id, g.grant_id LIMIT ?
            """;

    private GrantTable() {}

    /** The credentials of each app that the benchmark made, by tenant and app. */
    static Map<String, ClientCredentials> clients(Connection connection) throws SQLException {
        Map<String, ClientCredentials> clients = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT tenant_id, app_id, client_id, client_secret FROM bench_app")) {
            while (rows.next()) {
                clients.put(
                        rows.getString(1) + "/" + rows.getString(2),
                        new ClientCredentials(rows.getString(3), rows.getString(4)));
            }
        }
        return clients;
    }

    /** A page of what is due, in the order of the primary key. */
    static List<GrantRow> dueAfter(Connection connection, String tenantId, String grantId, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DUE_AFTER)) {
            statement.setString(1, tenantId);
            statement.setString(2, tenantId);
            statement.setString(3, grantId);
            statement.setInt(4, limit);
            return rows(statement);
        }
    }

    /** One grant. */
    static GrantRow read(Connection connection, String tenantId, String grantId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, tenantId);
            statement.setString(2, grantId);
            return rows(statement).getFirst();
        }
    }

    /** One update, durable when it returns. */
    static void store(Connection connection, Refreshed refreshed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            fill(statement, refreshed);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException(refreshed.grant() + " was refreshed by somebody else, too");
            }
        }
    }

    /** All in one transaction, durable when it returns. */
    static void store(Connection connection, List<Refreshed> batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            connection.setAutoCommit(false);
            for (Refreshed one : batch) {
                fill(statement, one);
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** A grant and the tokens that it got. */
    record Refreshed(GrantRow grant, Tokens tokens) {}

    private static void fill(PreparedStatement statement, Refreshed refreshed) throws SQLException {
        GrantRow grant = refreshed.grant();
        Tokens tokens = refreshed.tokens();
        statement.setBytes(1, tokens.accessToken().getBytes(UTF_8));
        statement.setBytes(2, tokens.refreshToken().getBytes(UTF_8));
        statement.setString(3, tokens.tokenType());
        statement.setString(4, tokens.scope());
        statement.setInt(5, grant.generation() + 1);
        statement.setLong(6, tokens.expiresIn());
        statement.setString(7, grant.tenantId());
        statement.setString(8, grant.grantId());
        statement.setInt(9, grant.generation());
    }

    private static List<GrantRow> rows(PreparedStatement statement) throws SQLException {
        List<GrantRow> grants = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                grants.add(new GrantRow(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        new String(rows.getBytes(5), UTF_8)));
            }
        }
        return grants;
    }
}
