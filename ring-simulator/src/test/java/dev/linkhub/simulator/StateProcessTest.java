package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.IntrospectionDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, killed as {@code kill -9} does. */
class StateProcessTest {

    private static final int CHAINS = 6;

    @TempDir
    private Path folder;

    private final Partner partner = new Partner();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        http.shutdownNow();
        partner.close();
    }

    private record Running(Process process, URI url) {

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** The tokens that one partner account was told, oldest first. */
    private static final class Chain {

        private final List<Stage.Pair> told = new CopyOnWriteArrayList<>();
    }

    @Test
    void whatWasToldBeforeItWasKilledIsKnownAfterwards() throws Exception {
        Running running = start();
        AppDetails app;
        AccountDetails account;
        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            app = client.createApp(NewApp.named("Casa").withUrls(Stage.STAGING, partner.urls()));
            running = restart(running);
        }
        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            account = client.createAccount(NewAccount.of("Ada", "Lovelace", "ada@example.com"));
            running = restart(running);
        }
        InstallationDetails installation;
        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            installation = client.install(account.id(), app.id(), Stage.STAGING);
            running = restart(running);
        }
        Stage.Pair pair = redeem(running, app, latestCode()).orElseThrow();
        running = restart(running);
        Stage.Pair next = refresh(running, app, pair.refresh()).orElseThrow();
        running = restart(running);

        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            assertThat(client.introspect(next.refresh()).active()).isTrue();
            assertThat(client.introspect(pair.refresh()).spent()).isTrue();
            assertThat(client.installation(installation.id()).redirect()).isEqualTo(installation.redirect());
        }
    }

    @Test
    void noPairThatWasAnsweredIsLostInABurstOfRefreshes() throws Exception {
        Running running = start();
        AppDetails app;
        List<Chain> settled = new ArrayList<>();
        List<Chain> moving = new ArrayList<>();
        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            client.changeSettings(Map.of("rate_limit", "0"));
            app = client.createApp(NewApp.named("Casa").withUrls(Stage.STAGING, partner.urls()));
            for (int i = 0; i < 2 * CHAINS; i++) {
                AccountDetails account = client.createAccount(NewAccount.of("Ada", "No" + i, "ada@example.com"));
                client.install(account.id(), app.id(), Stage.STAGING);
                Chain chain = new Chain();
                chain.told.add(redeem(running, app, latestCode()).orElseThrow());
                (i % 2 == 0 ? settled : moving).add(chain);
            }
        }
        Running struck = running;
        List<Thread> threads = new ArrayList<>();
        settled.forEach(chain -> threads.add(Thread.ofVirtual().start(() -> rotate(struck, app, chain, 3))));
        for (Thread thread : threads) {
            thread.join();
        }
        moving.forEach(chain ->
                threads.add(Thread.ofVirtual().start(() -> rotate(struck, app, chain, Integer.MAX_VALUE))));
        Stage.await(() -> moving.stream().allMatch(chain -> chain.told.size() > 10));
        running = restart(struck);
        for (Thread thread : threads) {
            thread.join();
        }

        try (RingSimulatorClient client = new RingSimulatorClient(running.url())) {
            for (Chain chain : settled) {
                assertThat(chain.told).hasSize(4);
                assertThat(client.introspect(chain.told.getLast().refresh()).active())
                        .isTrue();
            }
            for (Chain chain : moving) {
                // The refresh that was under way may have taken effect: then, and only then, is it spent.
                IntrospectionDetails last =
                        client.introspect(chain.told.getLast().refresh());
                assertThat(last.active() || last.spent()).isTrue();
                assertThat(last.revoked()).isFalse();
            }
            for (Chain chain : Stream.concat(settled.stream(), moving.stream()).toList()) {
                assertThat(chain.told)
                        .allMatch(pair -> client.introspect(pair.access()).active());
                assertThat(chain.told.subList(0, chain.told.size() - 1))
                        .allMatch(pair -> client.introspect(pair.refresh()).spent());
            }
        }
        for (Chain chain : settled) {
            assertThat(refresh(running, app, chain.told.getLast().refresh())).isPresent();
        }
    }

    @Test
    void aFileThatAnotherProcessHasIsRefusedInOneLine() throws Exception {
        start();
        Path errors = folder.resolve("errors");
        Process second = program(errors).start();
        started.add(second);

        assertThat(second.waitFor(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(errors))
                .containsExactly("ring-simulator: the state file " + state()
                        + " is in use by another simulator: stop that one, or choose another file");
    }

    /** Ends where the simulator no longer answers. */
    private void rotate(Running running, AppDetails app, Chain chain, int times) {
        for (int i = 0; i < times; i++) {
            var next = refresh(running, app, chain.told.getLast().refresh());
            if (next.isEmpty()) {
                return;
            }
            chain.told.add(next.get());
        }
    }

    private Optional<Stage.Pair> redeem(Running running, AppDetails app, String code) {
        return token(running, app, "grant_type=authorization_code&code=" + encoded(code));
    }

    private Optional<Stage.Pair> refresh(Running running, AppDetails app, String token) {
        return token(running, app, "grant_type=refresh_token&refresh_token=" + encoded(token));
    }

    private Optional<Stage.Pair> token(Running running, AppDetails app, String form) {
        HttpRequest request = HttpRequest.newBuilder(running.url().resolve("/oauth/token"))
                .timeout(Stage.PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&client_id=" + encoded(app.clientId()) + "&client_secret="
                        + encoded(app.clientSecret())))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return Optional.of(Stage.pair(response));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String latestCode() {
        return partner.received("/token-exchange").getLast().text().substring("code=".length());
    }

    private Path state() {
        return folder.resolve("ring.state");
    }

    private Running restart(Running running) throws IOException, InterruptedException {
        running.kill();
        return start();
    }

    private Running start() throws IOException {
        Process process = program(folder.resolve("errors")).start();
        started.add(process);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).startsWith("Ring simulator: http://");
        return new Running(process, URI.create(line.substring(line.indexOf("http"), line.indexOf("  ("))));
    }

    private ProcessBuilder program(Path errors) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--state",
                        state().toString())
                .redirectError(errors.toFile());
    }
}
