package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.FaultDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.AnswerPreset;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultShareTest {

    private static final String USERS_ME = "users_me";
    private static final Integer[] LOTS_OF_SEED_7 = {1, 8, 10, 21, 26, 31, 36, 39};

    private final Stage stage = new Stage();
    private Pair pair;

    @BeforeEach
    void link() {
        pair = stage.link();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aSeedStrikesTheSameCallsEachTime() {
        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 7));
        List<Integer> first = struck(40);
        stage.client.clearFaults();

        // The lots are part of what the README promises: they must stay what they are from release to release.
        assertThat(first).containsExactly(LOTS_OF_SEED_7);

        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 7));
        assertThat(struck(40)).isEqualTo(first);
        stage.client.clearFaults();

        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 8));
        assertThat(struck(40)).isNotEqualTo(first);
    }

    @Test
    void aShareIsAboutThatPartOfTheCallsAndOneIsAllOfThem() {
        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 1));
        assertThat(struck(400)).hasSizeBetween(60, 100);
        stage.client.clearFaults();

        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(1, 1));
        assertThat(struck(20)).hasSize(20);
    }

    @Test
    void aShareStillStrikesOnlySoOftenAndOnlyInItsScope() {
        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.5, 3).times(4));
        assertThat(stage.refresh("unknown").statusCode()).isEqualTo(400);
        assertThat(struck(60)).hasSize(4);
        assertThat(stage.client.faults()).isEmpty();
    }

    @Test
    void callsOutOfScopeDrawNoLot() {
        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 7));

        List<Integer> struck = IntStream.range(0, 40)
                .filter(i -> {
                    stage.refresh("unknown");
                    return stage.usersMe(pair.access()).statusCode() == 503;
                })
                .boxed()
                .toList();

        assertThat(struck).containsExactly(LOTS_OF_SEED_7);
    }

    @Test
    void whatAShareSparesAYoungerFaultMayStrike() {
        stage.client.fault(NewFault.answering(USERS_ME, 503).forShare(0.2, 7));
        stage.client.fault(NewFault.answering(USERS_ME, 502).always());

        List<Integer> statuses = IntStream.range(0, 20)
                .mapToObj(i -> stage.usersMe(pair.access()).statusCode())
                .toList();

        assertThat(statuses).contains(502, 503).doesNotContain(200);
    }

    @Test
    void aSeedThatIsNotToldIsMadeUpAndShown() {
        HttpResponse<String> response = stage.control(
                "POST", "/faults", "{\"endpoint\":\"users_me\",\"kind\":\"reset_before\",\"share\":0.25}");

        assertThat(response.statusCode()).isEqualTo(201);
        FaultDetails shown = stage.client.faults().getFirst();
        assertThat(shown.share()).isEqualTo(0.25);
        assertThat(shown.seed())
                .isNotNull()
                .isEqualTo(Stage.json(response).path("seed").asInt(-1));
        assertThat(shown.remaining()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMPTY_401 | 401 | | ",
                "HTML_403 | 403 | text/html | <h1>403 Forbidden</h1>",
                "TEXT_500 | 500 | text/plain | Internal Server Error",
                "HTML_502 | 502 | text/html | <h1>502 Bad Gateway</h1>",
                "TEXT_503 | 503 | text/plain | upstream overloaded",
                "HTML_200 | 200 | text/html | <h1>We'll be back soon</h1>",
                "EMPTY_200 | 200 | application/json | ",
                "BROKEN_JSON_200 | 200 | application/json | {\"data\":{\"type\":",
            })
    void aPresetAnswersWhatItsNameSays(AnswerPreset preset, int status, String type, String body) {
        stage.client.fault(NewFault.answering(USERS_ME, preset));

        HttpResponse<String> response = stage.usersMe(pair.access());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").map(FaultShareTest::withoutParameters))
                .isEqualTo(Optional.ofNullable(type));
        if (body == null) {
            assertThat(response.body()).isEmpty();
        } else {
            assertThat(response.body()).contains(body);
        }
    }

    @Test
    void aPresetMayFollowTheWork() {
        stage.client.fault(NewFault.answeringAfterWork("token.refresh_token", AnswerPreset.HTML_502));

        assertThat(stage.refresh(pair.refresh()).body()).contains("502 Bad Gateway");

        assertThat(stage.client.introspect(pair.refresh()).spent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"hang\",\"share\":0 | share | more than 0",
                "\"kind\":\"hang\",\"share\":1.1 | share | at most 1",
                "\"kind\":\"hang\",\"share\":\"some\" | share | number",
                "\"kind\":\"hang\",\"share\":0.5,\"seed\":-1 | seed | whole number",
                "\"kind\":\"hang\",\"seed\":4 | seed | share",
                "\"preset\":\"html_404\" | preset | empty_401",
                "\"kind\":\"hang\",\"preset\":\"html_403\" | preset | status_after",
                "\"preset\":\"html_403\",\"status\":404 | status | preset",
            })
    void whatCannotBeIsNamed(String fields, String field, String hint) {
        HttpResponse<String> response = stage.control("POST", "/faults", "{\"endpoint\":\"token\"," + fields + "}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Stage.json(response).path("errors").path(0).path("field").asText())
                .isEqualTo(field);
        assertThat(Stage.json(response).path("errors").path(0).path("message").asText())
                .contains(hint);
    }

    private static String withoutParameters(String type) {
        return type.split(";", 2)[0];
    }

    /** The positions of the calls, of so many, that were not answered properly. */
    private List<Integer> struck(int calls) {
        return IntStream.range(0, calls)
                .filter(i -> stage.usersMe(pair.access()).statusCode() == 503)
                .boxed()
                .toList();
    }
}
