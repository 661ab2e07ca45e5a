package dev.linkhub.chaos.inside;

import dev.linkhub.journal.AttemptJournal.Attempt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A hub that is broken on purpose, to see whether the checker notices. Done to the SQL on its way to the database: what the
 * write-back reads of a row to compare itself with is what it would like to read, and the comparison in the update is gone.
 */
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
            if (readsForWriteBack(sql)) {
                return sql.replaceFirst("generation", asExpected("generation", Breakage::generation));
            }
            return storesTokens(sql) ? without(sql, "WHERE g.generation = n.generation", "WHERE TRUE") : sql;
        }
    },
    /** Anybody's failure ends anybody's lease. */
    LEASE_WITHOUT_OWNER {
        @Override
        String rewrite(String sql) {
            if (readsForWriteBack(sql)) {
                return sql.replaceFirst("claim_id", asExpected("claim_id", Breakage::claimId));
            }
            return sql.contains("UPDATE ring_grant") ? sql.replace("AND claim_id = ?", ANYTHING) : sql;
        }
    },
    /** One in a few answers of Ring's is not written, and nobody is told. */
    DROPPED_WRITE_BACK {
        @Override
        String rewrite(String sql) {
            return storesTokens(sql) && WRITES.incrementAndGet() % ONE_IN == 0 ? sql + " AND 1 = 0" : sql;
        }
    };

    private static final String ANYTHING = "AND ? IS NOT NULL";
    private static final int ONE_IN = 3;
    private static final AtomicInteger WRITES = new AtomicInteger();
    private static final Map<String, Attempt> LATEST = new ConcurrentHashMap<>();

    abstract String rewrite(String sql);

    /** This process's latest attempt at a grant: what its write-back hopes to find in the row. */
    static void note(Attempt attempt) {
        LATEST.put(attempt.grantId(), attempt);
    }

    /** Whether this is the statement by which Ring's answer is stored. */
    static boolean storesTokens(String sql) {
        return sql.contains("JOIN ring_grant") && sql.contains("last_outcome = 'REFRESHED'");
    }

    /** Fails where the comparison is not found: a hub that is not broken after all would show nothing. */
    private static String without(String sql, String comparison, String instead) {
        if (!sql.contains(comparison)) {
            throw new IllegalStateException("There is no '" + comparison + "' in " + sql);
        }
        return sql.replace(comparison, instead);
    }

    private static boolean readsForWriteBack(String sql) {
        return sql.contains("SELECT grant_id, generation, state, claim_id, unhealthy_reason FROM ring_grant");
    }

    /** The column for grants that this process has not tried, else what it expects there. */
    private static String asExpected(String column, Function<Attempt, String> expected) {
        return LATEST.values().stream()
                .map(attempt -> " WHEN '" + attempt.grantId() + "' THEN " + expected.apply(attempt))
                .collect(Collectors.joining(
                        "", "CASE grant_id WHEN '' THEN NULL", " ELSE " + column + " END AS " + column));
    }

    private static String generation(Attempt attempt) {
        return Integer.toString(attempt.generation());
    }

    private static String claimId(Attempt attempt) {
        return "'" + attempt.attemptId() + "'";
    }
}
