package dev.linkhub.chaos.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BreakageTest {

    private static final String STORES = """
            UPDATE (SELECT ? AS generation) AS n STRAIGHT_JOIN ring_grant AS g ON g.grant_id = n.grant_id
               SET g.generation = n.generation + 1, g.last_outcome = 'REFRESHED'
             WHERE g.generation = n.generation AND g.state IN ('CLAIMED')""";

    @Test
    void withoutTheCompareAndSetTheRestOfTheStatementStays() {
        assertThat(Breakage.NO_COMPARE_AND_SET.rewrite(STORES))
                .contains("SET g.generation = n.generation + 1,", "WHERE TRUE AND g.state")
                .doesNotContain("WHERE g.generation");
    }

    @Test
    void aCompareAndSetThatIsNotFoundIsSaid() {
        assertThatThrownBy(() -> Breakage.NO_COMPARE_AND_SET.rewrite(STORES.replace("WHERE", "HAVING")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WHERE g.generation = n.generation");
    }

    @Test
    void aLeaseWithoutOwnerTakesAnybodysClaim() {
        assertThat(Breakage.LEASE_WITHOUT_OWNER.rewrite(
                        "UPDATE ring_grant SET claim_id = NULL WHERE grant_id = ? AND claim_id = ? AND generation = ?"))
                .endsWith("WHERE grant_id = ? AND ? IS NOT NULL AND generation = ?");
    }

    @Test
    void aWholeHubIsLeftAlone() {
        assertThat(Breakage.NONE.rewrite(STORES)).isEqualTo(STORES);
    }
}
