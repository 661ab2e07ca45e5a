package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.DeviceChange;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.AnswerPreset;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.webhook.EventState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A world that was made by chance is the same after a restart. */
class StateRoundTripTest {

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

    /** Whatever was done, in whatever order: the file says the same before and after a restart. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aWholeWorldComesBackAsItWas(int seed) {
        Random random = new Random(seed);
        List<Consumer<Random>> deeds = deeds();
        for (int i = 0; i < 80; i++) {
            deeds.get(random.nextInt(deeds.size())).accept(random);
        }
        Stage.await(() -> stage.client.webhooks().events(EventState.SENDING).isEmpty());
        stage.simulator.close();
        JsonNode before = world();

        RingSimulator again = simulator();
        again.close();
        assertThat(world()).isEqualTo(before);
    }

    /** What cannot be done at the moment is not done. */
    private List<Consumer<Random>> deeds() {
        return List.of(
                random -> stage.client.createAccount(
                        NewAccount.of("Eve", "Adams", "eve@example.com").withDevice("Door", DeviceKind.DOORBELL)),
                random -> stage.client.createApp(
                        NewApp.named("App " + random.nextInt(100)).withUrls(Stage.STAGING, partner.urls())),
                random -> stage.control(
                        "POST",
                        "/installations",
                        "{\"account\":\"" + account(random).id() + "\",\"app\":\"" + stage.app.id()
                                + "\",\"environment\":\"staging\"}"),
                random -> {
                    List<InstallationDetails> there = stage.client.installations();
                    if (!there.isEmpty()) {
                        stage.control(
                                "POST",
                                "/installations/" + pick(there, random).id() + "/sign-in",
                                "{\"new_code\":true}");
                    }
                },
                random -> {
                    if (!partner.received("/token-exchange").isEmpty()) {
                        Stage.Pair pair = Stage.pair(stage.redeem(stage.code()));
                        stage.usersMe(pair.access());
                        stage.refresh(pair.refresh());
                        if (random.nextBoolean()) {
                            stage.refresh(pair.refresh());
                        }
                    }
                },
                random -> {
                    List<InstallationDetails> there = stage.client.installations();
                    if (!there.isEmpty() && there.getLast().nonce() != null) {
                        String access = Stage.pair(stage.redeem(stage.code())).access();
                        stage.postNonce(access, there.getLast().redirect().nonce());
                        stage.complete(access);
                    }
                },
                random -> partner.answerNext("/webhook", random.nextBoolean() ? 500 : 404),
                random -> partner.answerNext("/token-exchange", 503),
                random -> stage.client.advanceClock(Duration.ofSeconds(random.nextInt(30))),
                random -> stage.client.changeSettings(Map.of(
                        "rotation",
                        random.nextBoolean() ? "reusable" : "grace(9)",
                        "token_exchange_retries",
                        Integer.toString(random.nextInt(10)))),
                random -> stage.client.fault(
                        NewFault.of("devices", FaultKind.DRIP).times(1 + random.nextInt(5))),
                random -> stage.client.fault(NewFault.answeringAfterWork("history", AnswerPreset.TEXT_503)),
                random -> stage.client
                        .homes()
                        .changeDevice(
                                stage.account.id(),
                                stage.account.devices().getFirst().id(),
                                DeviceChange.name("Door " + random.nextInt(9))),
                random -> stage.client
                        .homes()
                        .press(
                                stage.account.id(),
                                stage.account.devices().getFirst().id()),
                random -> stage.client.sendEvent(
                        NewEvent.forAccount(account(random).id(), stage.app.id(), Stage.STAGING, "a_type")
                                .held()),
                random -> installation(random, "/unhealthy", "{}"),
                random -> installation(random, "/remove", "{\"webhook\":\"hold\"}"),
                random -> stage.control(
                        "POST",
                        "/subscriptions",
                        "{\"installation\":\""
                                + (stage.client.installations().isEmpty()
                                        ? ""
                                        : pick(stage.client.installations(), random)
                                                .id())
                                + "\",\"sub_type\":\"trial\"}"));
    }

    private void installation(Random random, String what, String body) {
        List<InstallationDetails> there = stage.client.installations();
        if (!there.isEmpty()) {
            stage.control("POST", "/installations/" + pick(there, random).id() + what, body);
        }
    }

    private AccountDetails account(Random random) {
        return pick(stage.client.accounts(), random);
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private RingSimulator simulator() {
        return RingSimulator.start(
                new SimulatorOptions(SimulatorOptions.LOOPBACK, 0, null, Clock.fixed(Stage.START, ZoneOffset.UTC))
                        .withState(folder.resolve("ring.state")));
    }

    private JsonNode world() {
        try {
            return Stage.json(Files.readAllLines(folder.resolve("ring.state")).getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
