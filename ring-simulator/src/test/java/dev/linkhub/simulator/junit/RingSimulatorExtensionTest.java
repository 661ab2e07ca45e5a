package dev.linkhub.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class RingSimulatorExtensionTest {

    @BeforeEach
    void forget() {
        Samples.forget();
    }

    @Test
    void oneSimulatorServesAClassAndTheClassesNestedInItAndIsStoppedAtTheEnd() {
        passes(Samples.PerClass.class, 4);

        assertThat(Samples.SEEN).hasSize(4);
        assertThat(Samples.SEEN.stream().distinct())
                .singleElement()
                .satisfies(url -> assertThat(answers(url)).isFalse());
    }

    @Test
    void eachTestFindsTheSimulatorAsNew() {
        passes(Samples.LeavesAppsBehind.class, 2);
        passes(Samples.LeavesAppsBehindInOneInstance.class, 2);
    }

    @Test
    void aClassMayKeepWhatItMadeBeforeAllTests() {
        passes(Samples.KeepsItsApp.class, 2);
    }

    @Test
    void aTestMayHaveASimulatorOfItsOwn() {
        passes(Samples.PerMethod.class, 2);

        assertThat(Samples.SEEN).hasSize(2).doesNotHaveDuplicates().noneMatch(url -> answers(url));
    }

    @Test
    void classesMayShareOneOverTheWholeRun() {
        run(Samples.PerRun.class, Samples.PerRunToo.class).testEvents().assertStatistics(tests -> tests.succeeded(2));

        assertThat(Samples.SEEN).hasSize(2);
        assertThat(Samples.SEEN.stream().distinct())
                .singleElement()
                .satisfies(url -> assertThat(answers(url)).isFalse());
    }

    @Test
    void aNestedClassWithItsOwnAnnotationHasItsOwnSimulatorAndSettings() {
        passes(Samples.WithAnnotatedNest.class, 2);

        assertThat(Samples.SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void settingsHoldInEachTestWhateverTheOneBeforeDid() {
        passes(Samples.WithSettings.class, 2);
    }

    @Test
    void aWrongSettingFailsTheClassAndNamesTheChoices() {
        failsAsAWhole(WrongSamples.WrongValue.class, "@RingSimulator of", "WrongValue", "rotation", "grace(<seconds>)");
        failsAsAWhole(WrongSamples.UnknownSetting.class, "rotatoin", "webhook_order");
        failsAsAWhole(WrongSamples.NoSetting.class, "a setting is name=value, not 'rotation'");
        failsAsAWhole(WrongSamples.TwiceSet.class, "'rotation=reusable' sets what is set already");
    }

    @Test
    void aSimulatorPerTestIsNotThereBeforeAll() {
        failsAsAWhole(WrongSamples.PerMethodBeforeAll.class, "has no simulator outside of a test");
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() {
        fails(WrongSamples.WrongField.class, "a RingSimulatorClient or a URI, not a java.lang.String");
        fails(WrongSamples.FinalField.class, "neither static nor final");
    }

    @Test
    void aTestFailsWhosePartnerIsUnsoundIfAskedFor() {
        Events tests = run(WrongSamples.WatchesThePartner.class).testEvents();

        tests.assertStatistics(count -> count.succeeded(1).failed(1));
        tests.failed()
                .assertEventsMatchExactly(event(finishedWithFailure(
                        message("The partner did what a sound partner never does: unsigned_calls: 2"))));
        passes(WrongSamples.DoesNotWatch.class, 1);
    }

    @Test
    void onlyWhatHappenedInTheTestItselfMakesItFail() {
        Events tests = run(WrongSamples.WatchesWithoutReset.class).testEvents();

        tests.assertStatistics(count -> count.succeeded(1).failed(1));
    }

    @Test
    void classesRunInParallelEachWithItsOwn() {
        inParallel(Samples.Meets.class, Samples.MeetsToo.class)
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(2));

        assertThat(Samples.SEEN).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void testsThatShareASimulatorTakeTurnsInParallelRunsToo() {
        inParallel(Samples.TakesTurns.class).testEvents().assertStatistics(tests -> tests.succeeded(5));

        assertThat(Samples.MOST_INSIDE).hasValue(1);
    }

    @Test
    void testsWithTheirOwnSimulatorsNeedNoTurns() {
        inParallel(Samples.MeetsWithin.class).testEvents().assertStatistics(tests -> tests.succeeded(2));
    }

    private static void passes(Class<?> type, int tests) {
        EngineExecutionResults results = run(type);
        results.allEvents().failed().assertStatistics(failed -> failed.finished(0));
        results.testEvents().assertStatistics(count -> count.succeeded(tests));
    }

    private static void failsAsAWhole(Class<?> type, String... words) {
        EngineExecutionResults results = run(type);
        results.testEvents().assertStatistics(count -> count.started(0));
        results.containerEvents().failed().assertEventsMatchExactly(event(finishedWithFailure(message(all(words)))));
    }

    private static void fails(Class<?> type, String... words) {
        run(type).testEvents().failed().assertEventsMatchExactly(event(finishedWithFailure(message(all(words)))));
    }

    private static Predicate<String> all(String... words) {
        return text -> Arrays.stream(words).allMatch(text::contains);
    }

    private static EngineExecutionResults run(Class<?>... types) {
        return kit(types).execute();
    }

    private static EngineExecutionResults inParallel(Class<?>... types) {
        return kit(types)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute();
    }

    private static EngineTestKit.Builder kit(Class<?>... types) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(types).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new));
    }

    /** Whether a simulator listens there. */
    private static boolean answers(URI url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(url.resolve("/control/clock"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
