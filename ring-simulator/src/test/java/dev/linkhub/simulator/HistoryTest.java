package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.START;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.home.Motion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ring-contract.md §9, the row about event history. */
class HistoryTest {

    private final Stage stage = new Stage();
    private final String account = stage.account.id();
    private final String door = stage.account.devices().getFirst().id();
    private final String path = "/v1/history/devices/" + door + "/events";

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void whatHappenedIsToldNewestFirst() {
        String access = stage.confirm(stage.install());
        assertThat(stage.get(path, access).body()).isEqualTo("{\"data\":[]}");

        stage.client.homes().press(account, door);
        stage.client.moveClock(Duration.ofMinutes(1));
        stage.client.homes().move(account, door, Motion.HUMAN);

        JsonNode body = json(stage.get(path, access));
        assertThat(body.path("data").findValuesAsText("event_type")).containsExactly("motion", "ding");
        assertThat(body.has("links")).isFalse();
        JsonNode ding = body.path("data").path(1);
        assertThat(ding.path("type").asText()).isEqualTo("history-events");
        assertThat(ding.path("attributes").toString())
                .isEqualTo("{\"event_type\":\"ding\",\"is_third_party_reviewed\":false,\"start\":"
                        + START.toEpochMilli() + ",\"end\":" + (START.toEpochMilli() + 20_000) + "}");
        assertThat(ding.path("relationships").toString())
                .isEqualTo("{\"source\":{\"data\":{\"type\":\"devices\",\"id\":\"" + door + "\"}}}");
        long told = json(stage.partner.received("/webhook").getLast().text())
                .at("/data/attributes/timestamp")
                .asLong();
        assertThat(body.at("/data/0/attributes/start").asLong())
                .as("webhook and history agree on when it was")
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ding | ding",
                "motion | motion motion",
                "motion.human,ding | motion ding",
                "motion.vehicle | motion",
                "motion.animal | ''",
                "on_demand | ''",
            })
    void eventsAreFilteredByTypeAndSubType(String filter, String found) {
        String access = stage.confirm(stage.install());
        stage.client.homes().press(account, door);
        stage.client.homes().move(account, door, Motion.HUMAN);
        stage.client.homes().move(account, door, Motion.VEHICLE);

        JsonNode body = json(stage.get(path + "?event_types=" + filter, access));

        assertThat(String.join(" ", body.path("data").findValuesAsText("event_type")))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"event_types=sneeze", "event_types=motion.ghost", "event_types=ding,", "page[key]=2", "a=1&a=2"})
    void aQueryThatRingCannotReadIsABadRequest(String query) {
        String access = stage.confirm(stage.install());

        assertThat(title(stage.get(path + "?" + query, access))).isEqualTo("400 Bad Request");
    }

    @Test
    void pagesFollowEachOtherWithTheirFilterAndMissNothing() {
        String access = stage.confirm(stage.install());
        for (int i = 0; i < 51; i++) {
            stage.client.homes().move(account, door, Motion.HUMAN);
        }
        stage.client.homes().press(account, door);

        JsonNode first = json(stage.get(path + "?event_types=motion.human", access));
        String next = first.at("/links/next").asText();
        JsonNode second = json(stage.get(next, access));

        assertThat(next).startsWith(path + "?event_types=motion.human&page[key]=2026-");
        assertThat(first.path("data")).hasSize(50);
        assertThat(second.path("data")).hasSize(1);
        assertThat(second.has("links")).isFalse();
        List<String> ids = new ArrayList<>(first.path("data").findValuesAsText("event_type"));
        ids.addAll(second.path("data").findValuesAsText("event_type"));
        assertThat(ids).hasSize(51).containsOnly("motion");
        assertThat(json(stage.get(next.replace("[", "%5B").replace("]", "%5D"), access))
                        .path("data"))
                .as("brackets may be escaped")
                .hasSize(1);
    }

    @Test
    void whatWasBeforeConsentIsNotTold() {
        stage.client.homes().press(account, door);
        stage.client.moveClock(Duration.ofMinutes(1));
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        assertThat(stage.get(path, access).body()).isEqualTo("{\"data\":[]}");
        stage.client.homes().press(account, door);
        assertThat(json(stage.get(path, access)).path("data")).hasSize(1);

        stage.client.homes().unshare(installation.id(), door);
        stage.client.moveClock(Duration.ofMinutes(2));
        stage.client.homes().share(installation.id(), door);

        assertThat(stage.get(path, access).body())
                .as("shared anew, consent counts from then")
                .isEqualTo("{\"data\":[]}");
    }

    @Test
    void theHistoryOfADeviceThatIsNotSharedIsNotFound() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        stage.client.homes().unshare(installation.id(), door);

        assertThat(title(stage.get(path, access))).isEqualTo("404 Not Found");
    }

    @Test
    void faultsStrikeTheHistoryToo() {
        String access = stage.confirm(stage.install());
        stage.client.fault(NewFault.answering("history", 503));

        assertThat(stage.get(path, access).statusCode()).isEqualTo(503);
        assertThat(stage.client.requests("history").getFirst().remarks())
                .singleElement()
                .asString()
                .contains("fault");
    }
}
