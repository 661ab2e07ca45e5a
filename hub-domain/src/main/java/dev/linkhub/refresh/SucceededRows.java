package dev.linkhub.refresh;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Grants with new tokens. A hundred of them are one statement: what a driver makes of a batch of updates are as many statements
 * to the server as there are rows, and take it about twice as long.
 */
@Singleton
class SucceededRows {

    /** Well below the 16 MiB that MariaDB takes in one packet, however long the tokens are. */
    private static final int MOST_IN_A_STATEMENT = 100;

    private static final String FIRST_ROW = """
            UPDATE (SELECT ? AS tenant_id, ? AS grant_id, ? AS generation, ? AS access_sealed, ? AS refresh_sealed,
                   ? AS token_type, ? AS scope, ? AS access_expires_at, ? AS refresh_expires_at, ? AS ended_at,
                   ? AS due_in_micros""";

    private static final String NEXT_ROW = "\nUNION ALL SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    /**
     * A success counts by generation and live state alone: an owner that overslept its lease still holds the only living
     * tokens, and heals whatever was held against the generation that it replaces. The casts let the comparison use the key.
     */
    private static final String INTO_GRANTS = """
            ) AS n
              STRAIGHT_JOIN ring_grant AS g
                 ON g.tenant_id = CAST(n.tenant_id AS CHAR(30) CHARACTER SET ascii)
                AND g.grant_id = CAST(n.grant_id AS CHAR(30) CHARACTER SET ascii)
               SET g.access_token_sealed = n.access_sealed, g.refresh_token_sealed = n.refresh_sealed,
                   g.token_type = n.token_type, g.scope = n.scope, g.generation = n.generation + 1,
                   g.access_expires_at = n.access_expires_at, g.refresh_expires_at = n.refresh_expires_at,
                   g.last_refreshed_at = n.ended_at,
                   g.due_at = UTC_TIMESTAMP(6) + INTERVAL n.due_in_micros MICROSECOND,
                   g.claim_id = NULL, g.lease_until = NULL, g.in_doubt_since = NULL, g.failures = 0,
                   g.last_outcome = 'REFRESHED', g.last_attempt_at = n.ended_at,
                   g.unhealthy_reason = NULL, g.unhealthy_since = NULL, g.confirmations = 0, g.suspect_since = NULL
             WHERE g.generation = n.generation AND g.state IN ('EXCHANGED', 'UNCLAIMED', 'PARKED', 'CLAIMED')
            """;

    private final JdbcOperations jdbc;

    SucceededRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** In the caller's transaction. */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    void updateSucceeded(List<Succeeded> succeeded) {
        for (int from = 0; from < succeeded.size(); from += MOST_IN_A_STATEMENT) {
            update(succeeded.subList(from, Math.min(succeeded.size(), from + MOST_IN_A_STATEMENT)));
        }
    }

    private void update(List<Succeeded> some) {
        String sql = FIRST_ROW + NEXT_ROW.repeat(some.size() - 1) + INTO_GRANTS;
        jdbc.prepareStatement(sql, statement -> {
            int at = 1;
            for (Succeeded one : some) {
                at = bind(statement, at, one);
            }
            return statement.executeUpdate();
        });
    }

    private static int bind(PreparedStatement statement, int first, Succeeded one) throws SQLException {
        int at = first;
        statement.setString(at++, one.tenantId());
        statement.setString(at++, one.grantId());
        statement.setInt(at++, one.generation());
        statement.setBytes(at++, one.accessSealed());
        statement.setBytes(at++, one.refreshSealed());
        statement.setString(at++, one.tokenType());
        statement.setString(at++, one.scope());
        statement.setTimestamp(at++, Timestamp.from(one.accessExpiresAt()));
        statement.setTimestamp(at++, Timestamp.from(one.refreshExpiresAt()));
        statement.setTimestamp(at++, Timestamp.from(one.endedAt()));
        statement.setLong(at++, one.dueInMicros());
        return at;
    }

    /** A grant's row from now on. */
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    record Succeeded(
            String tenantId,
            String grantId,
            int generation,
            byte[] accessSealed,
            byte[] refreshSealed,
            String tokenType,
            String scope,
            Instant accessExpiresAt,
            Instant refreshExpiresAt,
            Instant endedAt,
            long dueInMicros) {}
}
