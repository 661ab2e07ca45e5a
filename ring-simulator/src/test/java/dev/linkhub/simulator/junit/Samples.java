package dev.linkhub.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Test classes of a user of the extension, run by {@link RingSimulatorExtensionTest} alone. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields
final class Samples {

    static final List<URI> SEEN = Collections.synchronizedList(new ArrayList<>());
    static final AtomicInteger MOST_INSIDE = new AtomicInteger();

    private static final AtomicInteger INSIDE = new AtomicInteger();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private Samples() {}

    static void forget() {
        SEEN.clear();
        BOTH.reset();
        MOST_INSIDE.set(0);
    }

    private static void meet() {
        try {
            BOTH.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other did not run at the same time", e);
        }
    }

    private static void takeTurn(RingSimulatorClient ring) {
        MOST_INSIDE.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
        ring.createApp(NewApp.named("Casa"));
        assertThat(ring.apps()).hasSize(1);
        INSIDE.decrementAndGet();
    }

    @RingSimulator
    static class PerClass {

        @Ring
        private RingSimulatorClient ring;

        @Ring
        private URI url;

        PerClass(RingSimulatorClient ring) {
            assertThat(ring.createApp(NewApp.named("Casa"))).isNotNull();
        }

        @BeforeAll
        static void beforeAll(RingSimulatorClient ring) {
            assertThat(ring.apps()).isEmpty();
        }

        @Test
        void one(@Ring URI parameter) {
            assertThat(parameter).isEqualTo(url);
            assertThat(ring.apps()).hasSize(1);
            SEEN.add(url);
        }

        @Test
        void other() {
            SEEN.add(url);
        }

        @Nested
        class Inner {

            @Ring
            private URI inner;

            @Test
            void seesTheSame(RingSimulatorClient parameter) {
                assertThat(inner).isEqualTo(url);
                assertThat(parameter).isSameAs(ring);
                SEEN.add(inner);
            }

            @Nested
            class Innermost {

                @Test
                void seesWhatTheConstructorsMade() {
                    assertThat(ring.apps()).hasSize(1);
                    SEEN.add(inner);
                }
            }
        }
    }

    @RingSimulator
    static class LeavesAppsBehind {

        @RepeatedTest(2)
        void twice(RingSimulatorClient ring) {
            assertThat(ring.apps()).isEmpty();
            ring.createApp(NewApp.named("Casa"));
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class LeavesAppsBehindInOneInstance extends LeavesAppsBehind {}

    @RingSimulator(reset = false)
    static class KeepsItsApp {

        @BeforeAll
        static void register(RingSimulatorClient ring) {
            ring.createApp(NewApp.named("Casa"));
        }

        @RepeatedTest(2)
        void twice(RingSimulatorClient ring) {
            assertThat(ring.apps()).hasSize(1);
        }
    }

    @RingSimulator(per = Lifetime.METHOD)
    static class PerMethod {

        private final URI atConstruction;

        PerMethod(@Ring URI url) {
            this.atConstruction = url;
        }

        @Test
        void one(@Ring URI url) {
            assertThat(url).isEqualTo(atConstruction);
            SEEN.add(url);
        }

        @Test
        void other(@Ring URI url) {
            SEEN.add(url);
        }
    }

    @RingSimulator(per = Lifetime.RUN)
    static class PerRun {

        @Test
        void one(RingSimulatorClient ring, @Ring URI url) {
            assertThat(ring.apps()).isEmpty();
            ring.createApp(NewApp.named("Casa"));
            SEEN.add(url);
        }
    }

    static class PerRunToo extends PerRun {}

    @RingSimulator(settings = "rotation=reusable")
    static class WithAnnotatedNest {

        @Test
        void outer(RingSimulatorClient ring, @Ring URI url) {
            assertThat(ring.settings()).containsEntry("rotation", "reusable");
            SEEN.add(url);
        }

        @Nested
        @RingSimulator(settings = "rotation=grace(30)")
        class Nest {

            @Test
            void inner(RingSimulatorClient ring, @Ring URI url) {
                assertThat(ring.settings()).containsEntry("rotation", "grace(30)");
                SEEN.add(url);
            }
        }
    }

    @RingSimulator(settings = {"rotation=grace(30)", "webhook_order = devices_before_code"})
    static class WithSettings {

        @RepeatedTest(2)
        void twice(RingSimulatorClient ring) {
            assertThat(ring.settings())
                    .containsEntry("rotation", "grace(30)")
                    .containsEntry("webhook_order", "devices_before_code");
            ring.changeSettings(Map.of("rotation", "strict"));
        }
    }

    @RingSimulator
    static class Meets {

        @Test
        void theOther(@Ring URI url) {
            SEEN.add(url);
            meet();
        }
    }

    static class MeetsToo extends Meets {}

    @RingSimulator
    static class TakesTurns {

        @RepeatedTest(2)
        void twice(RingSimulatorClient ring) {
            takeTurn(ring);
        }

        @Test
        void third(RingSimulatorClient ring) {
            takeTurn(ring);
        }

        @Nested
        class Inner {

            @Test
            void fourth(RingSimulatorClient ring) {
                takeTurn(ring);
            }

            @Test
            void fifth(RingSimulatorClient ring) {
                takeTurn(ring);
            }
        }
    }

    @RingSimulator(per = Lifetime.METHOD)
    static class MeetsWithin {

        @Test
        void one() {
            meet();
        }

        @Test
        void other() {
            meet();
        }
    }
}
