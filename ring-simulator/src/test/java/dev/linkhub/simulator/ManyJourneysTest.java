package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.integration.InstallationStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A crowd: every journey comes to its end, and the page shows no more than a person can read. */
class ManyJourneysTest {

    private static final int JOURNEYS = 1_000;
    private static final int MOST_CALLS_SHOWN = 40;
    private static final int MOST_ACCOUNTS_SHOWN = 50;

    private static final Pattern CALL = Pattern.compile("<li id=\"call-");
    private static final Pattern ACCOUNT = Pattern.compile("id=\"account-");
    private static final Pattern OFFER = Pattern.compile("id=\"offer-");

    private final Stage stage = new Stage();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        stage.close();
    }

    @Test
    void aThousandJourneysAtOnceAllEndWhileThePageAnswers() {
        stage.client.changeSettings(Map.of("token_exchange_patience", "PT2M"));
        List<String> accounts = atOnce(
                numbers(),
                number -> stage.client
                        .createAccount(NewAccount.of("Ada", "Lovelace " + number, "ada@example.com"))
                        .id());

        Future<List<HttpResponse<String>>> looks = threads.submit(() -> lookUntilCompleted(accounts.getFirst()));
        Map<String, String> nonces =
                atOnce(accounts, account -> stage.client.install(account, stage.app.id(), STAGING)).stream()
                        .collect(Collectors.toMap(
                                InstallationDetails::account,
                                installation -> installation.redirect().nonce()));
        atOnce(stage.partner.received("/token-exchange"), call -> {
            String body = call.text();
            String access = Stage.pair(stage.redeem(body.substring(body.indexOf('=') + 1)))
                    .access();
            String account =
                    Stage.json(stage.usersMe(access)).path("data").path("id").asText();
            stage.postNonce(access, nonces.getOrDefault(account, ""));
            return stage.complete(access).statusCode();
        });

        assertThat(stage.client.installations())
                .hasSize(JOURNEYS)
                .allMatch(installation -> installation.status() == InstallationStatus.COMPLETED);
        assertThat(stage.client.counter("codes_redeemed")).isEqualTo(JOURNEYS);
        assertThat(stage.client.counter("token_exchanges_failed")).isZero();
        assertThat(stage.client.counter("events_dropped")).isZero();
        assertThat(stage.client.events().stream().map(EventDetails::type))
                .hasSize(JOURNEYS)
                .containsOnly("app_integration_added");
        assertThat(done(looks)).isNotEmpty().allSatisfy(page -> {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(count(CALL, page)).isLessThanOrEqualTo(MOST_CALLS_SHOWN);
            assertThat(count(ACCOUNT, page)).isLessThanOrEqualTo(MOST_ACCOUNTS_SHOWN);
        });
        HttpResponse<String> home = look("/");
        assertThat(count(CALL, home)).isEqualTo(MOST_CALLS_SHOWN);
        assertThat(count(ACCOUNT, home)).isEqualTo(MOST_ACCOUNTS_SHOWN);
        assertThat(home.body()).contains("And " + (JOURNEYS + 1 - MOST_ACCOUNTS_SHOWN) + " older ones");
    }

    @Test
    void anAppstoreOfManyAppsShowsTheLatest() {
        for (int i = 0; i < 60; i++) {
            stage.client.createApp(NewApp.named("App " + i).withUrls(STAGING, stage.partner.urls()));
        }

        HttpResponse<String> page = look("/accounts/" + stage.account.id());

        assertThat(count(OFFER, page)).isEqualTo(50);
        assertThat(page.body()).contains("App 59", "And 11 older apps").doesNotContain("App 9<", "Casa<");
    }

    private List<HttpResponse<String>> lookUntilCompleted(String account) {
        List<HttpResponse<String>> pages = new ArrayList<>();
        do {
            pages.add(look("/"));
            pages.add(look("/accounts/" + account));
        } while (stage.client.counter("integrations_completed") < JOURNEYS);
        return pages;
    }

    private HttpResponse<String> look(String path) {
        return stage.send(stage.request(path));
    }

    private <T, R> List<R> atOnce(List<T> items, Function<T, R> work) {
        List<Future<R>> running = items.stream()
                .map(item -> threads.submit(() -> work.apply(item)))
                .toList();
        return running.stream().map(ManyJourneysTest::done).toList();
    }

    private static <R> R done(Future<R> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a journey broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, JOURNEYS).boxed().toList();
    }

    private static long count(Pattern pattern, HttpResponse<String> page) {
        return pattern.matcher(page.body()).results().count();
    }
}
