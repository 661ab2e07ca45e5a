package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.FaultDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.AnswerPreset;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.webhook.EventState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulator that is stopped and started again on its state file goes on as if nothing had been. */
class StateTest {

    private static final Duration CODE_RETRY = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final Partner partner = new Partner();
    private Stage stage;

    @BeforeEach
    void start() {
        stage = new Stage(simulator(), partner);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void tokensLiveOnAndSpentOnesStaySpent() {
        Stage.Pair first = stage.link();
        Stage.Pair second = Stage.pair(stage.refresh(first.refresh()));

        restart();

        assertThat(stage.usersMe(first.access()).statusCode()).isEqualTo(200);
        Stage.Pair third = Stage.pair(stage.refresh(second.refresh()));
        assertThat(stage.usersMe(third.access()).statusCode()).isEqualTo(200);
        assertThat(stage.client.introspect(first.refresh()).spent()).isTrue();
        assertThat(Stage.error(stage.refresh(first.refresh()))).isEqualTo("400 invalid_grant");
        assertThat(stage.usersMe(third.access()).statusCode()).isEqualTo(401);

        restart();

        assertThat(stage.client.introspect(third.access()).revoked()).isTrue();
        assertThat(stage.client.spentRefreshTokens()).hasSize(1);
    }

    @Test
    void aCodeIsRedeemedOnceAcrossRestarts() {
        stage.install();
        String code = stage.code();
        restart();
        Stage.Pair pair = Stage.pair(stage.redeem(code));
        restart();

        assertThat(Stage.error(stage.redeem(code))).isEqualTo("400 invalid_grant");
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        assertThat(stage.client.counter("codes_redeemed_twice")).isEqualTo(1);
    }

    @Test
    void linkingGoesOnWhereItStood() {
        InstallationDetails installation = stage.install();
        restart();
        String access = stage.confirm(installation);
        restart();
        assertThat(stage.client.installation(installation.id()).accountIdentifier())
                .isEqualTo("a***a@example.com");
        assertThat(stage.complete(access).statusCode()).isEqualTo(200);
        Stage.await(() -> stage.client.counter("webhooks_delivered") == 3);
        restart();

        assertThat(stage.complete(access).statusCode()).isEqualTo(200);
        assertThat(stage.client.installation(installation.id()).status()).hasToString("COMPLETED");
        assertThat(stage.client.counter("integrations_completed")).isEqualTo(1);
        assertThat(stage.client
                        .homes()
                        .press(
                                stage.account.id(),
                                stage.account.devices().getFirst().id()))
                .hasSize(1);
    }

    @Test
    void aRetryThatIsDueHappensAfterTheRestartAndIsCountedOn() {
        stage.client.clock().freeze();
        InstallationDetails installation = stage.install();
        partner.answerNext("/webhook", 500);
        partner.answerNext("/webhook", 503);
        EventDetails event = stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "device_online"));

        restart();
        assertThat(stage.client.event(event.id()).status()).isEqualTo(EventState.RETRYING);
        stage.client.advanceClock(Duration.ofSeconds(1));
        Stage.await(() -> stage.client.event(event.id()).attempts().size() == 2);
        restart();
        stage.client.advanceClock(Duration.ofMillis(4_999));
        assertThat(stage.client.event(event.id()).attempts()).hasSize(2);
        stage.client.advanceClock(Duration.ofMillis(1));
        Stage.await(() -> stage.client.event(event.id()).status() == EventState.DELIVERED);

        List<Partner.Received> posts = partner.received("/webhook").reversed().subList(0, 3);
        assertThat(posts)
                .extracting(Partner.Received::body)
                .containsOnly(posts.getFirst().body());
        assertThat(posts)
                .extracting(post -> post.headers().get("X-Signature"))
                .containsOnly(posts.getFirst().headers().get("X-Signature"));
    }

    @Test
    void aCodeIsPostedAgainAfterTheRestartAndTheJourneyGoesOn() {
        stage.client.changeSettings(Map.of("token_exchange_retries", "2"));
        partner.answerNext("/token-exchange", 500);
        InstallationDetails installation = stage.install();
        String code = stage.code();

        restart();
        stage.client.advanceClock(CODE_RETRY);
        Stage.await(() -> stage.client.installation(installation.id()).nonce() != null);

        assertThat(stage.code()).isEqualTo(code);
        assertThat(partner.received("/token-exchange")).hasSize(2);
        assertThat(partner.received("/webhook")).hasSize(2);
        assertThat(stage.redeem(code).statusCode()).isEqualTo(200);
        assertThat(stage.client.counter("token_exchanges_repeated")).isEqualTo(1);
    }

    @Test
    void faultsStrikeOnWithWhatIsLeftOfThem() {
        String share =
                "{\"endpoint\": \"users_me\", \"kind\": \"status\", \"status\": 500, \"share\": 0.5, \"seed\": 7}";
        String access = stage.link().access();
        stage.control("POST", "/faults", share);
        List<Integer> undisturbed = statuses(access, 20);
        stage.client.clearFaults();
        stage.control("POST", "/faults", share);
        List<Integer> before = statuses(access, 9);
        restart();
        List<Integer> after = statuses(access, 11);

        assertThat(before).isEqualTo(undisturbed.subList(0, 9));
        assertThat(after).isEqualTo(undisturbed.subList(9, 20));

        stage.client.clearFaults();
        stage.client.fault(
                NewFault.answering("users_me", AnswerPreset.EMPTY_401).times(3));
        stage.usersMe(access);
        restart();
        assertThat(stage.client.faults()).extracting(FaultDetails::remaining).containsExactly(2);
        assertThat(stage.usersMe(access).headers().firstValue("server")).contains("envoy");
    }

    @Test
    void theClockGoesOnAtItsPaceAndASettingStays() {
        stage.client.clock().freezeAt(Stage.START.plus(Duration.ofNanos(123_456_789)));
        stage.client.clock().run(60);
        stage.client.clock().freeze();
        stage.client.changeSettings(Map.of("rotation", "grace(30)", "envelope", "json_api", "repost", "refused"));
        var clock = stage.client.clock().read();
        var settings = stage.client.settings();

        restart();

        assertThat(stage.client.clock().read()).isEqualTo(clock);
        assertThat(stage.client.settings()).isEqualTo(settings);
    }

    @Test
    void aResetClearsTheFileToo() {
        stage.link();
        stage.client.reset();
        restart(); // Which registers the app and the account of the stage anew.

        assertThat(stage.client.installations()).isEmpty();
        assertThat(stage.client.apps()).hasSize(1);
        assertThat(stage.client.counter("codes_issued")).isZero();
    }

    @Test
    void whatCannotBeKeptIsToldToNobody() throws Exception {
        Stage.Pair pair = stage.link();
        int told = partner.received("/webhook").size();
        Path inTheWay = Files.createDirectories(folder.resolve("ring.state.new/anything"));

        assertThat(Stage.title(stage.refresh(pair.refresh()))).isEqualTo("503 Service Unavailable");
        assertThat(stage.control("GET", "/apps", "").statusCode()).isEqualTo(503);
        assertThat(stage.control("POST", "/accounts", "{\"first_name\":\"A\",\"last_name\":\"B\",\"email\":\"c\"}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(stage.send(stage.request("/accounts/" + stage.account.id())).statusCode())
                .isEqualTo(503);
        InstallationDetails installation;
        Files.delete(inTheWay);
        installation = stage.client.installations().getFirst();
        Path again = Files.createDirectories(inTheWay);
        assertThat(stage.control(
                                "POST",
                                "/events",
                                "{\"installation\":\"" + installation.id() + "\",\"type\":\"device_online\"}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(partner.received("/webhook")).hasSize(told);
        Files.delete(again);

        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultOfNoKindTellsWhatIsNotKept() throws Exception {
        Stage.Pair pair = stage.link();
        stage.client.fault(NewFault.of("token", FaultKind.TRUNCATE));
        Files.createDirectories(folder.resolve("ring.state.new/anything"));

        assertThat(Stage.title(stage.refresh(pair.refresh()))).isEqualTo("503 Service Unavailable");
    }

    private List<Integer> statuses(String access, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(i -> stage.usersMe(access).statusCode())
                .toList();
    }

    private RingSimulator simulator() {
        return RingSimulator.start(
                new SimulatorOptions(SimulatorOptions.LOOPBACK, 0, null, Clock.fixed(Stage.START, ZoneOffset.UTC))
                        .withState(folder.resolve("ring.state")));
    }

    private void restart() {
        stage.simulator.close();
        stage = new Stage(simulator(), partner);
    }
}
