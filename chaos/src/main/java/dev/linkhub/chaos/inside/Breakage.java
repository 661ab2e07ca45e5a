package dev.linkhub.chaos.inside;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A hub that is broken on purpose, to see whether the checker notices. Done to the SQL on its way to the database. */
public enum Breakage {
    /** As it should be. */
    NONE {
        @Override
        String rewrite(String sql) {
            return sql;
        }
    },
    /** New tokens are written whatever generation the row has. */
    NO_COMPARE_AND_SET {
        @Override
        String rewrite(String sql) {
            return storesTokens(sql) ? replaced(GENERATION, sql) : sql;
        }
    },
    /** Anybody's failure ends anybody's lease. */
    LEASE_WITHOUT_OWNER {
        @Override
        String rewrite(String sql) {
            return sql.contains("UPDATE ring_grant") ? replaced(OWNER, sql) : sql;
        }
    },
    /** One in a few answers of Ring's is not written, and nobody is told. */
    DROPPED_WRITE_BACK {
        @Override
        String rewrite(String sql) {
            return storesTokens(sql) && WRITES.incrementAndGet() % ONE_IN == 0 ? sql + " AND 1 = 0" : sql;
        }
    };

    private static final Pattern GENERATION = Pattern.compile("AND generation = \\?");
    private static final Pattern OWNER = Pattern.compile("AND claim_id = \\?");
    private static final AtomicInteger WRITES = new AtomicInteger();
    private static final int ONE_IN = 3;

    abstract String rewrite(String sql);

    /** Whether this is the statement by which Ring's answer is stored. */
    static boolean storesTokens(String sql) {
        return sql.contains("UPDATE ring_grant") && sql.contains("last_outcome = 'REFRESHED'");
    }

    private static String replaced(Pattern comparison, String sql) {
        return comparison.matcher(sql).replaceAll("AND ? IS NOT NULL");
    }
}
