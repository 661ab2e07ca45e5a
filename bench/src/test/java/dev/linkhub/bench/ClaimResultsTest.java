package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.bench.SlowLog.Entry;
import dev.linkhub.bench.stage.BenchFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimResultsTest {

    private static final Plan LOOK = new Plan(List.of(Map.of("key", "ring_grant_due")));
    private static final Plan LEASE = new Plan(List.of(Map.of("key", "PRIMARY")));

    @Test
    void addsUpWhatTheClaimsExaminedAndTook() {
        ClaimFigures figures = figures(100, 0.001);

        assertThat(figures.claimed()).isEqualTo(100);
        assertThat(figures.examinedLooking()).isEqualTo(1.0);
        assertThat(figures.examinedLeasing()).isEqualTo(1.0);
        assertThat(figures.microsPerClaimed()).isEqualTo(20.0);
    }

    @Test
    void theSamePlanFewRowsAndLittleMoreTimeAreAsked() {
        assertThat(ClaimResults.of(figures(100, 0.001), figures(100, 0.003)).reached())
                .isTrue();
        assertThat(ClaimResults.of(figures(100, 0.001), figures(100, 0.0032)).reached())
                .isFalse();
        assertThat(ClaimResults.of(figures(100, 0.001), figures(101, 0.001)).reached())
                .isFalse();
        ClaimFigures sorted = ClaimFigures.of(
                20_000, entries(100, 0.001), 500, 200, new Plan(List.of(Map.of("extra", "Using filesort"))), LEASE);
        assertThat(ClaimResults.of(figures(100, 0.001), sorted).samePlan()).isFalse();
        assertThat(ClaimResults.of(figures(100, 0.001), sorted).reached()).isFalse();
    }

    @Test
    void aHandfulOfClaimsTellsNothing() {
        assertThatThrownBy(() -> ClaimFigures.of(20_000, List.of(), 500, 200, LOOK, LEASE))
                .isInstanceOf(BenchFailed.class);
    }

    private static ClaimFigures figures(long examined, double seconds) {
        return ClaimFigures.of(20_000, entries(examined, seconds), 500, 200, LOOK, LEASE);
    }

    private static List<Entry> entries(long examined, double seconds) {
        return List.of(
                new Entry(seconds, examined, 0, "SELECT grant_id FROM ring_grant LIMIT 100 FOR UPDATE SKIP LOCKED"),
                new Entry(
                        seconds,
                        100,
                        100,
                        "UPDATE ring_grant SET claim_id = 'c', lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND"));
    }
}
