package dev.linkhub.refresh;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/** More grants than could be installed in a test: copies of one, whose seals do not open for them. */
final class ManyGrants {

    private ManyGrants() {}

    /**
     * Copies a grant so many times, up to 20,000, a second apart and the last due now.
     *
     * @param dueIn an SQL interval from now, such as {@code 0 SECOND}
     * @param refreshExpiresIn likewise
     */
    static void copy(DataSource dataSource, String grantId, int copies, String dueIn, String refreshExpiresIn)
            throws SQLException {
        DataSource unwrapped = DelegatingDataSource.unwrapDataSource(dataSource);
        try (var connection = unwrapped.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO ring_grant (tenant_id, grant_id, app_id, environment, state, generation, received_at,
                           code_sha256, exchanged_at, access_token_sealed, refresh_token_sealed, token_type, scope,
                           access_expires_at, refresh_expires_at, last_refreshed_at, due_at, failures, confirmations)
                    WITH d AS (SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                               UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
                         numbers AS (SELECT a.i + 10 * b.i + 100 * c.i + 1000 * e.i + 10000 * f.i AS n
                                       FROM d AS a, d AS b, d AS c, d AS e, d AS f WHERE f.i < 2)
                    SELECT tenant_id, CONCAT('grn_copy', LPAD(n, 8, '0'), RIGHT(grant_id, 14)), app_id, environment, 'UNCLAIMED',
                           generation, received_at, UNHEX(SHA2(CONCAT(grant_id, n), 256)), exchanged_at, access_token_sealed,
                           refresh_token_sealed, token_type, scope, access_expires_at,
                           UTC_TIMESTAMP(6) + INTERVAL %s + INTERVAL n SECOND, last_refreshed_at,
                           UTC_TIMESTAMP(6) + INTERVAL %s - INTERVAL n SECOND, 0, 0
                      FROM ring_grant JOIN numbers ON n < %d WHERE grant_id = '%s'
                    """.formatted(refreshExpiresIn, dueIn, copies, grantId));
            statement.execute("ANALYZE TABLE ring_grant");
        }
    }
}
