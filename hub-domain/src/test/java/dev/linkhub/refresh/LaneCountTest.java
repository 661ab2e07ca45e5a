package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How many lanes a tenant has, whatever falls due and however fast Ring is. */
class LaneCountTest {

    private static final Instant NOW = Instant.EPOCH;

    @Example
    void aSliceThatLackedTimeAndNotGrantsCallsNobody() {
        assertThat(LaneCount.needsSecond(slice(Slice.MOST - 1), true)).isFalse();
        assertThat(LaneCount.needsSecond(slice(Slice.MOST), true)).isTrue();
        assertThat(LaneCount.needsSecond(slice(Slice.MOST), false)).isFalse();
    }

    @Property(tries = 500)
    void thereIsOneOrTwoAndTheSecondComesWithABacklogAndGoesWithIt(
            @ForAll @Size(max = 60) List<@IntRange(max = 3_000) Integer> fallDue,
            @ForAll @IntRange(min = 1, max = 700) int inASlice) {
        Tenant tenant = new Tenant(Math.min(inASlice, Slice.MOST));
        fallDue.forEach(tenant::turn);
        while (tenant.due > 0) {
            tenant.turn(0);
        }
        tenant.turn(0);
        assertThat(tenant.hasSecond).as("it ends with the backlog").isFalse();
        assertThat(tenant.starts == 0 || tenant.most == Slice.MOST)
                .as("none for what is slow for another reason")
                .isTrue();
        assertThat((long) tenant.starts * Slice.MOST)
                .as("a whole slice of grants for each start")
                .isLessThanOrEqualTo(
                        fallDue.stream().mapToLong(Integer::longValue).sum());
    }

    private static Slice slice(int claimed) {
        Slice slice = new Slice();
        slice.began(claimed);
        return slice;
    }

    /** A slice of each of its lanes in turn. */
    private static final class Tenant {

        private final int most;
        private int due;
        private boolean hasSecond;
        private int starts;

        Tenant(int most) {
            this.most = most;
        }

        void turn(int more) {
            due += more;
            boolean had = hasSecond;
            Slice slice = slice(Math.min(due, most));
            due -= Math.min(due, most);
            if (LaneCount.needsSecond(slice, due > 0) && !hasSecond) {
                hasSecond = true;
                starts++;
            }
            if (had) {
                due -= Math.min(due, most);
                hasSecond = LaneCount.second(due > 0, NOW).isPresent();
            }
        }
    }
}
