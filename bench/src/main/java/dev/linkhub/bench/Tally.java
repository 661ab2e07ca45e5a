package dev.linkhub.bench;

import dev.linkhub.bench.stage.BenchFailed;
import dev.linkhub.bench.stage.Database;
import dev.linkhub.bench.stage.Fleet;
import dev.linkhub.bench.stage.Stage;
import java.util.Map;

/**
 * What the simulator and the database say has been refreshed so far: a benchmark in which they differ measured something else.
 *
 * @param bad calls with tokens that Ring does not take: spent, revoked or unknown
 * @param generations of all grants of the fleet, added up
 * @param notDue grants of the fleet that are not due any more; not counting those put off unsent, as a full machine's are
 */
record Tally(long refreshes, long bad, long generations, long notDue) {

    static Tally of(Stage stage, Database database, Fleet fleet) {
        Map<String, Long> counters = stage.ring().counters();
        long[] stored = database.numbers("""
                SELECT COALESCE(SUM(generation), 0), COALESCE(SUM(claim_id IS NULL AND failures = 0
                       AND due_at > UTC_TIMESTAMP(6)), 0)
                  FROM ring_grant WHERE tenant_id IN (%s)
                """.formatted(fleet.tenantsForSql()));
        return new Tally(
                counters.getOrDefault("refreshes", 0L),
                counters.getOrDefault("spent_refresh_tokens_received", 0L)
                        + counters.getOrDefault("revoked_refresh_tokens_received", 0L)
                        + counters.getOrDefault("unknown_refresh_tokens_received", 0L),
                stored[0],
                stored[1]);
    }

    /**
     * Requires that between this and the later tally each refresh at the simulator was stored once, of a grant that had none yet.
     *
     * @throws BenchFailed if not
     */
    void requireEachOnce(Tally after, String who) {
        long asked = after.refreshes - refreshes;
        long stored = after.generations - generations;
        long grants = after.notDue - notDue;
        requireNoBad(after, who);
        if (asked != stored || asked != grants) {
            throw new BenchFailed("%s: Ring refreshed %d times, %d generations were stored, of %d grants"
                    .formatted(who, asked, stored, grants));
        }
    }

    /**
     * Requires that since this each of so many grants was stored once, whatever else the simulator was asked for.
     *
     * @throws BenchFailed if not
     */
    void requireStoredOnce(Tally after, int grants) {
        requireNoBad(after, "the worker");
        if (after.generations - generations != grants) {
            throw new BenchFailed(
                    "%d generations were stored of %d grants".formatted(after.generations - generations, grants));
        }
    }

    /**
     * Requires that since this each refresh at the simulator was stored, be it several of one grant.
     *
     * @throws BenchFailed if not
     */
    void requireEachStored(Tally after) {
        requireNoBad(after, "the worker");
        if (after.refreshes - refreshes != after.generations - generations) {
            throw new BenchFailed("Ring refreshed %d times, %d generations were stored"
                    .formatted(after.refreshes - refreshes, after.generations - generations));
        }
    }

    private void requireNoBad(Tally after, String who) {
        if (after.bad != bad) {
            throw new BenchFailed(who + " sent " + (after.bad - bad) + " tokens that Ring does not take");
        }
    }
}
