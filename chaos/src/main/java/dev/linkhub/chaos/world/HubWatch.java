package dev.linkhub.chaos.world;

import dev.linkhub.chaos.history.AttemptRow;
import dev.linkhub.chaos.history.GrantSample;
import dev.linkhub.chaos.history.LinkNote;
import dev.linkhub.chaos.machine.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the hub's rows for itself, past the hub and past the line. */
public final class HubWatch {

    private static final String GRANTS = """
            SELECT g.grant_id, g.generation, g.refresh_token_sealed IS NOT NULL AS live, a.status = 'PAUSED' AS paused,
                   g.due_at, g.last_refreshed_at, g.failures, g.unhealthy_reason
              FROM ring_grant g JOIN partner_app a ON a.tenant_id = g.tenant_id AND a.app_id = g.app_id
            """;
    private static final String ACCOUNTS =
            "SELECT grant_id, ring_account_id FROM ring_grant WHERE ring_account_id IS NOT NULL";
    private static final String ATTEMPTS =
            "SELECT attempt_id, grant_id, ended_at, outcome, new_generation FROM refresh_attempt";
    private static final String NOTES = """
            SELECT e.event_id, l.grant_id, e.type
              FROM link_event e JOIN account_link l ON l.tenant_id = e.tenant_id AND l.link_id = e.link_id
            """;
    private static final String LINKS = """
            SELECT l.link_id, l.grant_id, t.slug
              FROM account_link l JOIN tenant t ON t.tenant_id = l.tenant_id
            """;
    private static final String ALL_DUE = """
            UPDATE ring_grant SET due_at = UTC_TIMESTAMP(6), failures = 0
             WHERE due_at IS NOT NULL AND unhealthy_reason IS NULL AND claim_id IS NULL
            """;

    private final DatabaseServer database;
    private final InstantSource clock;
    private final List<GrantSample> samples = new ArrayList<>();

    public HubWatch(DatabaseServer database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes a sample of each grant; none while the database is away. */
    public synchronized void look() {
        try {
            samples.addAll(read(GRANTS, row -> {
                // After the statement began and before its rows: what they say was true at about then.
                Instant now = clock.instant();
                return new GrantSample(
                        now,
                        row.getString("grant_id"),
                        row.getInt("generation"),
                        row.getBoolean("live"),
                        row.getBoolean("paused"),
                        time(row, "due_at"),
                        time(row, "last_refreshed_at"),
                        row.getInt("failures"),
                        row.getString("unhealthy_reason"));
            }));
        } catch (SQLException away) {
            // Nothing to be seen: the faults say why.
        }
    }

    /** All samples so far. */
    public synchronized List<GrantSample> samples() {
        return List.copyOf(samples);
    }

    /** Ring's account of each grant. */
    public Map<String, String> accounts() {
        Map<String, String> accounts = new HashMap<>();
        surely(ACCOUNTS, row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> accounts.put(entry.getKey(), entry.getValue()));
        return accounts;
    }

    /** Each attempt's end. */
    public List<AttemptRow> attempts() {
        return surely(ATTEMPTS, row -> {
            int generation = row.getInt("new_generation");
            boolean none = row.wasNull();
            return new AttemptRow(
                    row.getString("attempt_id"),
                    row.getString("grant_id"),
                    required(time(row, "ended_at")),
                    row.getString("outcome"),
                    none ? null : generation);
        });
    }

    /** The time lines of all links. */
    public List<LinkNote> notes() {
        return surely(NOTES, row -> new LinkNote(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** The links of a world, with their tenants' keys. */
    public List<WatchedLink> links(World world) {
        Map<String, String> keys = new HashMap<>();
        world.tenants().forEach(tenant -> keys.put(tenant.slug(), tenant.key()));
        return surely(
                LINKS,
                row -> new WatchedLink(row.getString(1), required(keys.get(row.getString(3))), row.getString(2)));
    }

    /** Has every healthy grant be due now, those in backoff included: for after the watching. */
    public int makeAllDue() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(ALL_DUE);
        } catch (SQLException e) {
            throw new IllegalStateException("The grants cannot be made due", e);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> surely(String sql, Reading<T> reading) {
        try {
            return read(sql, reading);
        } catch (SQLException e) {
            throw new IllegalStateException("The run's database cannot be read", e);
        }
    }

    private <T> List<T> read(String sql, Reading<T> reading) throws SQLException {
        List<T> read = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                read.add(reading.of(rows));
            }
        }
        return read;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        LocalDateTime stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
