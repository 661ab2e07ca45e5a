package dev.linkhub.bench.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.grant.TokenSeals;
import dev.linkhub.id.Sha256;
import dev.linkhub.simulator.client.TokenPairDetails;
import dev.linkhub.vault.Secret;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Writes grants as if they had been exchanged, claimed and refreshed a day ago. */
public final class GrantSeeds {

    private static final int PAIRS_AT_ONCE = 5_000;
    private static final int ROWS_AT_ONCE = 1_000;

    /** Due some time in the last hour, in an order that has nothing to do with that of the primary key. */
    private static final String INSERT = """
            INSERT INTO ring_grant (tenant_id, grant_id, app_id, environment, state, generation, received_at, code_sha256,
                   exchanged_at, ring_account_id, claimed_at, access_token_sealed, refresh_token_sealed, token_type, scope,
                   access_expires_at, refresh_expires_at, last_refreshed_at, due_at, failures, confirmations)
            VALUES (?, ?, ?, 'PRODUCTION', 'CLAIMED', 1, UTC_TIMESTAMP(6), ?, UTC_TIMESTAMP(6), ?, UTC_TIMESTAMP(6), ?, ?,
                    'Bearer', 'ava.v1:read', UTC_TIMESTAMP(6) - INTERVAL 20 HOUR, UTC_TIMESTAMP(6) + INTERVAL 29 DAY,
                    UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, 0, 0)
            """;

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final String UNKNOWN_TOKEN = "rsim-rt.none-that-the-simulator-knows-and-of-the-usual-len";

    private final Stage stage;
    private final Fleet fleet;
    private final TokenSeals seals;
    private int made;

    GrantSeeds(Stage stage, Fleet fleet, TokenSeals seals) {
        this.stage = stage;
        this.fleet = fleet;
        this.seals = seals;
    }

    /** So many per app, all due within the last hour and known at the simulator. */
    public void due(int perApp) {
        insert(perApp, PAIRS_AT_ONCE, -HOUR_MICROS, true);
    }

    /** So many per app, none due before a day has passed, and unknown at the simulator. */
    public void notDue(int perApp) {
        insert(perApp, PAIRS_AT_ONCE, 24 * HOUR_MICROS, false);
    }

    private void insert(int perApp, int atOnce, long dueFromMicros, boolean known) {
        try (Database database = new Database(stage.database());
                PreparedStatement insert = database.connection().prepareStatement(INSERT)) {
            database.connection().setAutoCommit(false);
            for (Fleet.App app : fleet.apps()) {
                for (int left = perApp; left > 0; left -= atOnce) {
                    int count = Math.min(left, atOnce);
                    Iterator<TokenPairDetails> pairs = known
                            ? stage.ring().tokenPairs(app.installation(), count).iterator()
                            : Stream.generate(() -> new TokenPairDetails(UNKNOWN_TOKEN, UNKNOWN_TOKEN))
                                    .limit(count)
                                    .iterator();
                    insert(insert, app, pairs, dueFromMicros);
                    database.connection().commit();
                }
            }
        } catch (SQLException e) {
            throw new BenchFailed("Grants cannot be written", e);
        }
    }

    private void insert(PreparedStatement insert, Fleet.App app, Iterator<TokenPairDetails> pairs, long dueFromMicros)
            throws SQLException {
        int inBatch = 0;
        while (pairs.hasNext()) {
            TokenPairDetails pair = pairs.next();
            String grantId = "grn_%026d".formatted(++made);
            byte[] hash = Sha256.of(app.tenant().tenantId() + app.appId() + grantId);
            insert.setString(1, app.tenant().tenantId());
            insert.setString(2, grantId);
            insert.setString(3, app.appId());
            insert.setBytes(4, hash);
            insert.setString(5, "acc_" + made);
            List<byte[]> tokens = tokens(app, grantId, pair);
            insert.setBytes(6, tokens.getFirst());
            insert.setBytes(7, tokens.getLast());
            insert.setLong(8, dueFromMicros + scattered(hash));
            insert.addBatch();
            if (++inBatch == ROWS_AT_ONCE) {
                insert.executeBatch();
                inBatch = 0;
            }
        }
        insert.executeBatch();
    }

    private List<byte[]> tokens(Fleet.App app, String grantId, TokenPairDetails pair) {
        if (!fleet.sealed()) {
            return List.of(
                    pair.accessToken().getBytes(UTF_8), pair.refreshToken().getBytes(UTF_8));
        }
        return List.of(
                seals.sealAccess(app.tenant(), grantId, 1, Secret.of(pair.accessToken())),
                seals.sealRefresh(app.tenant(), grantId, 1, Secret.of(pair.refreshToken())));
    }

    /** 0 to 900 ms in microseconds, the same for the same grant. */
    private static long scattered(byte[] hash) {
        return ((hash[0] & 0xFFL) << 16 | (hash[1] & 0xFFL) << 8 | (hash[2] & 0xFFL)) % 900_000L;
    }
}
