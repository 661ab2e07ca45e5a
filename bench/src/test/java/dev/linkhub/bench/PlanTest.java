package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void estimatesOfRowsMakeNoOtherPlanAndAnotherIndexDoes() {
        Plan small = plan(Map.of("table", "ring_grant", "type", "range", "key", "ring_grant_due", "rows", "2000"));
        Plan large = plan(Map.of("table", "ring_grant", "type", "range", "key", "ring_grant_due", "rows", "200000"));
        Plan other = plan(Map.of("table", "ring_grant", "type", "range", "key", "PRIMARY", "rows", "2000"));
        Plan sorted = plan(
                Map.of("table", "ring_grant", "type", "range", "key", "ring_grant_due", "Extra", "Using filesort"));

        assertThat(small).isEqualTo(large).isNotEqualTo(other).isNotEqualTo(sorted);
    }

    private static Plan plan(Map<String, String> step) {
        return new Plan(List.of(Plan.kept(step)));
    }
}
