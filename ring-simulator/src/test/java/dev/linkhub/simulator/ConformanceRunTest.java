package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.check.ConformanceRun;
import dev.linkhub.simulator.check.Patience;
import dev.linkhub.simulator.check.Report;
import dev.linkhub.simulator.check.Report.Result;
import dev.linkhub.simulator.check.Report.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceRunTest {

    private static final Credentials CREDENTIALS =
            new Credentials("casa", "secret", new SigningKey("dGVzdC1obWFjLWtleS1mb3ItcmluZy1odWI9PQ=="));

    /** The back end is done when it answers: what has not happened by then does not happen. */
    private static final Duration NO_WAIT = Duration.ofMillis(1);

    private static final Patience PATIENCE = new Patience(Stage.PATIENCE, Stage.PATIENCE, NO_WAIT, NO_WAIT);

    private final RingSimulator simulator = RingSimulator.start(0);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aCorrectBackEndPassesEveryCase() {
        Report report = run(PATIENCE, List.of());

        assertThat(report.results())
                .filteredOn(result -> result.verdict() != Verdict.PASS)
                .extracting(Result::name)
                .as("on loopback nobody has https")
                .containsExactly("addresses.https");
        assertThat(report.isPassed()).isTrue();
        assertThat(report.sum()).isEqualTo("33 passed, 0 failed, 1 with a warning, 0 skipped");
    }

    @ParameterizedTest
    @MethodSource("visibleAtOnce")
    void everyMistakeIsFoundAndNothingElseIsBlamed(Mistake mistake) {
        Report report = run(PATIENCE, List.of(), mistake);

        assertThat(names(report, Verdict.FAIL)).containsExactlyElementsOf(mistake.failing());
        assertThat(report.isPassed()).isFalse();
    }

    @Test
    void oneQuestionAtTheRemovalItselfIsAWarning() {
        Report report = run(PATIENCE, List.of("removal.no-calls"), Mistake.ASKS_ONCE_AT_REMOVAL);

        Result result = result(report, "removal.no-calls");
        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.finding()).contains("asked once").contains("GET /v1/users/me was answered with 401");
        assertThat(report.isPassed()).isTrue();
    }

    @Test
    void withoutAPersonLinkingIsSkippedAndTheReasonGiven() {
        Report report = run(PATIENCE.withPerson(Duration.ZERO), List.of());

        assertThat(report.results())
                .filteredOn(result -> result.name().startsWith("linking."))
                .hasSize(4)
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
                    assertThat(result.finding()).contains("--interactive");
                });
    }

    @Test
    void whatIsWrongWithANonceIsSaidInWords() {
        assertThat(finding("linking.confirmed", Mistake.POSTS_A_STANDARD_BASE64_NONCE))
                .contains("looks like standard base64");
        assertThat(finding("linking.confirmed", Mistake.DECODES_THE_KEY)).contains("key as text");
        assertThat(finding("linking.completed", Mistake.NEVER_PATCHES)).contains("stays awaiting");
    }

    @Test
    void aSlowTokenExchangeIsFoundOnceAndNotWaitedForAgain() {
        Patience little = new Patience(Duration.ofMillis(200), NO_WAIT, NO_WAIT, NO_WAIT);

        Report report = run(little, List.of(), Mistake.NEVER_ANSWERS_CODES);

        assertThat(result(report, "token-exchange.form").finding()).contains("no whole answer within 0.2 s");
        assertThat(names(report, Verdict.SKIP)).contains("link.page", "webhook.signed", "removal.answered");
        assertThat(simulator.client().requests("token_exchange")).hasSizeLessThan(10);
    }

    @Test
    void aWebhookThatAnswersTooLateHasFailed() {
        Report report = run(PATIENCE, List.of("webhook.signed"), Mistake.NEVER_ANSWERS_WEBHOOKS);

        assertThat(names(report, Verdict.FAIL)).containsExactly("webhook.signed");
        assertThat(result(report, "webhook.signed").finding()).contains("5.0 s");
    }

    @Test
    void whyACodeWasNotRedeemedIsSaid() {
        assertThat(redeems(Mistake.NEVER_REDEEMS))
                .contains("does the back end use " + simulator.url() + " as Ring's OAuth host?");
        assertThat(redeems(Mistake.REDEEMS_AS_JSON)).contains("400").contains("must be application/x-www-form");
        assertThat(redeems(Mistake.HAS_ANOTHER_SECRET)).contains("401").contains("same client id and secret");
    }

    @Test
    void whoDoesNotAskWhoItIsIsTold() {
        Patience impatient = PATIENCE.withAction(NO_WAIT);

        Report report = run(impatient, List.of("token-exchange.users-me"), Mistake.NEVER_ASKS_WHO_IT_IS);

        assertThat(names(report, Verdict.FAIL)).containsExactly("token-exchange.users-me");
    }

    @Test
    void whatRingMayAcceptIsAWarning() {
        assertThat(warnings(Mistake.TAKES_REFUSED_CODES)).contains("token-exchange.refused-code");
        assertThat(warnings(Mistake.REFUSES_A_REPEATED_CODE)).contains("token-exchange.once");
        assertThat(warnings(Mistake.SHOWS_THE_WHOLE_NAME)).contains("linking.account-identifier");
    }

    @Test
    void anyCaseRunsAlone() {
        for (String name : names(run(PATIENCE, List.of()), Verdict.PASS)) {
            assertThat(names(run(PATIENCE, List.of(name)), Verdict.PASS)).containsExactly(name);
        }
    }

    static Stream<Mistake> visibleAtOnce() {
        return Arrays.stream(Mistake.values())
                .filter(mistake -> !mistake.failing().isEmpty());
    }

    private String redeems(Mistake mistake) {
        Report report = run(PATIENCE.withAction(NO_WAIT), List.of("token-exchange.redeems"), mistake);
        assertThat(names(report, Verdict.FAIL)).containsExactly("token-exchange.redeems");
        return result(report, "token-exchange.redeems").finding();
    }

    private String finding(String name, Mistake mistake) {
        return result(run(PATIENCE, List.of(name), mistake), name).finding();
    }

    private List<String> warnings(Mistake mistake) {
        Report report = run(PATIENCE, List.of(), mistake);
        assertThat(report.isPassed()).isTrue();
        return names(report, Verdict.WARN);
    }

    /** {@code only}: all cases if empty. */
    private Report run(Patience patience, List<String> only, Mistake... mistakes) {
        simulator.world().forget();
        try (BackEnd backEnd = new BackEnd(simulator.url(), CREDENTIALS, mistakes)) {
            return new ConformanceRun(
                            simulator.world(), simulator.url(), backEnd.asPartner(), patience, backEnd::signIn)
                    .run(name -> only.isEmpty() || only.contains(name), result -> {});
        }
    }

    private static Result result(Report report, String name) {
        return report.results().stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Report report, Verdict verdict) {
        return report.results().stream()
                .filter(result -> result.verdict() == verdict)
                .map(Result::name)
                .toList();
    }
}
