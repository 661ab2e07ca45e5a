package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds of a process's slots, whoever comes in whatever order. */
class InFlightPropertiesTest {

    private static final int LINES = 8;
    private static final int TENANTS = 3;

    /**
     * What one lane does.
     *
     * @param wanted how many it takes; if negative, as many as it has of them have landed, or were not used if it is even;
     *     closes its line, if 0
     */
    record Step(int line, int wanted) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, LINES - 1),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.integers().between(1, 40)),
                                Tuple.of(5, Arbitraries.integers().between(-40, -1)),
                                Tuple.of(1, Arbitraries.just(0))))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }

    @Property(tries = 1_000)
    void neverMoreThanThereAreNorMoreThanHalfWhileAnotherTenantWaits(
            @ForAll @IntRange(min = 1, max = 60) int total, @ForAll("steps") List<Step> steps) {
        InFlight slots = new InFlight(total - total / 3, total / 3);
        List<Lane> lanes = lanes(slots);
        for (Step step : steps) {
            Lane lane = lanes.get(step.line);
            boolean othersWait = lanes.stream().anyMatch(other -> other.waits && !other.tenant.equals(lane.tenant));
            int taken = lane.take(step.wanted);

            assertThat(held(lanes)).isLessThanOrEqualTo(total);
            if (taken > 0 && othersWait) {
                List<Lane> ofTenant = lanes.stream()
                        .filter(other -> other.tenant.equals(lane.tenant))
                        .toList();
                assertThat(held(ofTenant)).isLessThanOrEqualTo(Math.max(1, total / 2));
            }
        }
        lanes.forEach(Lane::end);
        assertThat(slots.onWire()).isEmpty();
        assertThat(slots.line(new TenantScope("ten_late"), "app_late").take(total))
                .as("nothing is lost, and nobody waits for ever")
                .isEqualTo(total);
    }

    /** Real threads: what they hold together is counted outside. */
    @Property(tries = 40)
    void nothingIsLostBetweenThreads(@ForAll @IntRange(min = 1, max = 60) int total, @ForAll("steps") List<Step> steps)
            throws Exception {
        InFlight slots = new InFlight(total - total / 3, total / 3);
        List<Lane> lanes = lanes(slots);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < LINES; i++) {
                int line = i;
                ends.add(threads.submit(() -> {
                    go.await();
                    for (Step step : steps) {
                        int taken = lanes.get(line).takeCounting(step.wanted, held);
                        most.accumulateAndGet(held.addAndGet(Math.max(0, taken)), Math::max);
                    }
                    held.addAndGet(-lanes.get(line).held);
                    lanes.get(line).end();
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(total);
        assertThat(slots.onWire()).isEmpty();
        assertThat(slots.line(new TenantScope("ten_late"), "app_late").take(total))
                .isEqualTo(total);
    }

    private static List<Lane> lanes(InFlight slots) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lanes.add(new Lane(slots, new TenantScope("ten_" + i % TENANTS), "app_" + i % 2));
        }
        return lanes;
    }

    private static int held(List<Lane> lanes) {
        return lanes.stream().mapToInt(lane -> lane.held).sum();
    }

    private static final class Lane {

        private final TenantScope tenant;
        private final InFlight.Line line;
        private int held;
        private boolean waits = true;

        Lane(InFlight slots, TenantScope tenant, String appId) {
            this.tenant = tenant;
            this.line = slots.line(tenant, appId);
        }

        /** What it got, or the negative of what it gave back. */
        int take(int wanted) {
            return takeCounting(wanted, new AtomicInteger());
        }

        /** What is given back is off the count before anybody can have it. */
        int takeCounting(int wanted, AtomicInteger count) {
            if (wanted == 0) {
                line.close();
                waits = false;
                return 0;
            }
            if (wanted < 0) {
                int back = Math.min(held, -wanted);
                count.addAndGet(-back);
                if (wanted % 2 == 0) {
                    line.giveBack(back);
                    waits &= back == 0;
                } else {
                    land(back);
                }
                held -= back;
                return -back;
            }
            int taken = line.take(wanted);
            held += taken;
            waits = taken < wanted;
            return taken;
        }

        void end() {
            line.close();
            land(held);
            held = 0;
        }

        private void land(int calls) {
            for (int i = 0; i < calls; i++) {
                line.send();
                line.landed();
                line.stored();
            }
        }
    }
}
