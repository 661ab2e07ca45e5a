package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowLogTest {

    private static final String LOG = """
            # Time: 261125 20:00:01
            # User@Host: hub[hub] @  [127.0.0.1]
            # Thread_id: 12  Schema: linkhub  QC_hit: No
            # Query_time: 0.000250  Lock_time: 0.000034  Rows_sent: 3  Rows_examined: 4
            # Rows_affected: 0  Bytes_sent: 123
            SET timestamp=1796594401;
            SELECT grant_id
              FROM ring_grant
             WHERE tenant_id = 'ten_1' ORDER BY due_at LIMIT 3 FOR UPDATE SKIP LOCKED;
            # User@Host: hub[hub] @  [127.0.0.1]
            # Thread_id: 12  Schema: linkhub  QC_hit: No
            # Query_time: 0.000050  Lock_time: 0.000034  Rows_sent: 0  Rows_examined: 1
            # Rows_affected: 1  Bytes_sent: 52
            SET timestamp=1796594401;
            UPDATE ring_grant SET last_refreshed_at = NOW(), due_at = NOW() WHERE grant_id = 'a';
            # User@Host: hub[hub] @  [127.0.0.1]
            # Query_time: 0.000100  Lock_time: 0.000034  Rows_sent: 0  Rows_examined: 2
            # Rows_affected: 0  Bytes_sent: 52
            SELECT grant_id FROM ring_grant WHERE refresh_expires_at < UTC_TIMESTAMP(6) + INTERVAL 72 HOUR;
            # User@Host: hub[hub] @  [127.0.0.1]
            # Query_time: 0.001000  Lock_time: 0.000034  Rows_sent: 0  Rows_examined: 3
            # Rows_affected: 3  Bytes_sent: 52
            UPDATE ring_grant
               SET claim_id = 'c', lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND WHERE grant_id IN ('a', 'b');
            """;

    @Test
    void tellsWhatClaimsExaminedTookAndChanged() {
        List<SlowLog.Entry> claims = SlowLog.claims(LOG.lines().iterator());

        assertThat(claims).hasSize(3);
        assertThat(claims.get(1).isClaimLook()).isTrue();
        assertThat(claims.get(1).isLock()).isFalse();
        assertThat(claims.get(1).examined()).isEqualTo(2);
        assertThat(claims.getFirst()).satisfies(look -> {
            assertThat(look.isClaimLook()).isTrue();
            assertThat(look.isLease()).isFalse();
            assertThat(look.examined()).isEqualTo(4);
            assertThat(look.seconds()).isEqualTo(0.00025);
            assertThat(look.sql()).startsWith("SELECT grant_id FROM ring_grant").endsWith("SKIP LOCKED");
        });
        assertThat(claims.getLast()).satisfies(lease -> {
            assertThat(lease.isLease()).isTrue();
            assertThat(lease.affected()).isEqualTo(3);
        });
    }
}
