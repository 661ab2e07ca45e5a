package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.secret.Fingerprint;
import dev.linkhub.simulator.trace.Exchange.Direction;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void credentialsAreMadeUpOrTaken() {
        assertThat(stage.app.hmacKey()).hasSize(44).endsWith("=");
        assertThat(stage.app.clientId()).isNotBlank();
        assertThat(stage.app.clientSecret()).hasSizeGreaterThan(30);

        AppDetails given =
                stage.client.createApp(NewApp.named("Given").withCredentials("id-1", "secret-1", "pässwörd"));

        assertThat(given.clientId()).isEqualTo("id-1");
        assertThat(given.clientSecret()).isEqualTo("secret-1");
        assertThat(given.hmacKey()).isEqualTo("pässwörd");
        assertThat(stage.client.apps()).extracting(AppDetails::name).containsExactly("Casa", "Given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /apps | {\"name\":\"A\",\"colour\":\"red\"} | colour | name",
                "POST | /apps | {} | name | missing",
                "POST | /apps | [] | body | object",
                "POST | /apps | {\"name\":\"A\",\"id\":\"a b\"} | name | letters, digits",
                "POST | /apps | {oops | body | JSON",
                "POST | /apps | {\"name\":\"A\",\"environments\":{\"qa\":{}}} | environments.qa | staging, production",
                "POST | /accounts | {\"first_name\":\"A\",\"last_name\":\"B\",\"email\":\"c\",\"devices\":[{\"name\":\"x\",\"kind\":\"car\"}]} | devices[0].kind | doorbell",
                "POST | /accounts/nobody/devices | {\"name\":\"x\",\"kind\":\"camera\"} | account | nobody",
                "POST | /accounts/nobody/devices | {\"name\":\"x\",\"kind\":\"camera\",\"online\":\"yes\"} | online | true",
                "PATCH | /accounts/nobody/devices/x | {\"location\":{\"country\":\"France\"}} | location.country | US",
                "PATCH | /accounts/nobody/devices/x | {\"view\":{\"privacy_zones\":[{\"vertices\":[]}]}} | view.privacy_zones[0].vertices | 3",
                "PATCH | /accounts/nobody/devices/x | {\"view\":{\"motion_zones\":[{\"vertices\":[{\"x\":0,\"y\":1.5}]}]}} | view.motion_zones[0].vertices[0].x | 0 to 1",
                "PATCH | /accounts/nobody/devices/x | {\"colour\":\"red\"} | colour | name, online",
                "POST | /accounts/nobody/devices/x/motion | {\"sub_type\":\"ghost\"} | sub_type | human",
                "POST | /subscriptions | {\"installation\":\"none\",\"sub_type\":\"paid\"} | installation | none",
                "POST | /subscriptions | {\"installation\":\"none\",\"sub_type\":\"free\"} | sub_type | paid, trial",
                "POST | /subscriptions | {\"installation\":\"none\",\"sub_type\":\"trial\",\"plan_id\":\"x\"} | plan_id | a trial has none",
                "PUT | /installations/none/devices/x | | installation | none",
                "POST | /installations | {\"account\":\"nobody\",\"app\":\"x\",\"environment\":\"staging\"} | account | nobody",
                "POST | /faults | {\"endpoint\":\"toaster\",\"kind\":\"hang\"} | endpoint | devices.list",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"explode\"} | kind | reset_before",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"status\"} | status | missing",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"hang\",\"status\":500} | kind | status",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"delay\"} | delay | missing",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"delay\",\"delay\":\"soon\"} | delay | ISO 8601",
                "POST | /faults | {\"endpoint\":\"token\",\"kind\":\"delay\",\"delay\":\"PT1H\"} | delay | PT5M",
                "PUT | /settings | {\"rotation\":\"sometimes\"} | rotation | strict",
                "PUT | /settings | {\"envelope\":\"xml\"} | envelope | json_api",
                "PUT | /settings | {\"token_exchange_retries\":11} | token_exchange_retries | from 0 to 10",
                "PUT | /settings | {\"rate_limit\":-1} | rate_limit | from 0",
                "PUT | /settings | {\"rate_limit_counts\":\"bytes\"} | rate_limit_counts | instants, calls",
                "PUT | /settings | {\"weather\":\"fine\"} | weather | rotation",
                "PUT | /clock | {\"offset\":\"tomorrow\"} | offset | ISO 8601",
                "PUT | /clock | {\"offset\":\"PT90000H\"} | offset | ten years",
                "PUT | /clock | {\"offset\":\"PT-9223372036854775808S\"} | offset | ten years",
                "PUT | /clock | {\"advance\":\"PT9223372036854775807S\"} | advance | ten years",
                "PUT | /clock | {\"at\":\"1066-10-14T09:00:00Z\"} | at | ten years",
                "PUT | /clock | {\"offset\":\"PT1H\",\"advance\":\"PT1H\"} | offset | one of",
                "PUT | /clock | {\"speed\":0} | speed | 86400",
                "PUT | /clock | {\"speed\":1.5} | speed | whole number",
                "PUT | /clock | {\"frozen\":\"yes\"} | frozen | true or false",
                "PUT | /clock | {} | body | frozen, speed",
                "POST | /introspect | {\"token\":7} | token | text",
                "GET | /installations/none | | installation | none",
                "GET | /installations?app=none | | app | none",
                "GET | /installations?colour=red | | colour | app",
                "GET | /events?status=lost | | status | dead",
                "GET | /events?colour=red | | colour | status",
                "POST | /events/release | {} | events | missing",
                "POST | /events/none/replay | | event | none",
                "GET | /requests?endpoint=nothing | | endpoint | webhook",
                "GET | /requests?colour=red | | colour | account",
                "GET | /requests?direction=up | | direction | received, sent",
                "GET | /requests?status=404x | | status | 4xx",
                "GET | /requests?since=yesterday | | since | 2026-",
                "GET | /requests.har?colour=red | | colour | since",
                "DELETE | /faults/none | | fault | none",
            })
    void whatIsUnknownOrImpossibleIsNamed(String method, String path, String body, String field, String hint) {
        HttpResponse<String> response = stage.control(method, path, body == null ? "" : body);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode error = json(response).path("errors").path(0);
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).contains(hint);
    }

    @Test
    void aRefusedInstallationLeavesNoNewAccountBehind() {
        AppDetails nowhere = stage.client.createApp(NewApp.named("Nowhere"));
        int before = stage.client.accounts().size();

        assertThat(stage.control(
                                "POST",
                                "/installations",
                                "{\"account\":\"%s\",\"app\":\"%s\",\"environment\":\"staging\",\"new_account_id\":true}"
                                        .formatted(stage.account.id(), nowhere.id()))
                        .statusCode())
                .isEqualTo(422);
        assertThat(stage.client.accounts()).hasSize(before);
    }

    @Test
    void anAppMayBringItsIdAndNoOtherCanHaveIt() {
        AppDetails app = stage.client.createApp(NewApp.named("Mine").withId("my-app_1.0"));
        assertThat(stage.client.app("my-app_1.0")).isEqualTo(app);
        assertThat(json(stage.control("POST", "/apps", "{\"id\":\"my-app_1.0\",\"name\":\"Theirs\"}")))
                .asString()
                .contains("\"field\":\"id\"");
        assertThat(json(stage.control("GET", "/installations?app=my-app_1.0", ""))
                        .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ftp://partner.example/x", "javascript:alert(1)", "/relative", "http://", "https://a b", "http://x/#f"})
    void aPartnerAddressMustBeHttpOrHttps(String url) {
        HttpResponse<String> response = stage.control(
                "PUT",
                "/apps/" + stage.app.id() + "/environments/staging",
                "{\"token_exchange\":\"" + url + "\",\"account_link\":\"http://x/l\",\"webhook\":\"http://x/w\","
                        + "\"app_homepage\":\"http://x/h\"}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("errors").path(0).path("field").asText()).isEqualTo("token_exchange");
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing", "DELETE, /events", "POST, /clock"})
    void whatTheControlApiDoesNotHaveIsItsOwnErrorAndNoCallToRing(String method, String path) {
        HttpResponse<String> response = stage.control(method, path, "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("title").asText()).contains("control API");
        assertThat(stage.client.requests()).isEmpty();
    }

    @Test
    void onlyJsonOfBoundedSizeIsTaken() {
        HttpResponse<String> form = stage.send(stage.request("/control/apps")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"name\":\"A\"}")));
        HttpResponse<String> huge = stage.control("POST", "/apps", "{\"name\":\"" + "x".repeat(1_100_000) + "\"}");

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(huge.statusCode()).isEqualTo(413);
    }

    @Test
    void settingsChangeOneByOneAndAreAllShown() {
        stage.client.changeSettings(Map.of("rotation", "grace(30)"));
        stage.client.changeSettings(Map.of("repost", "refused"));

        assertThat(stage.client.settings())
                .containsEntry("rotation", "grace(30)")
                .containsEntry("repost", "refused")
                .containsEntry("envelope", "flat")
                .containsEntry("token_exchange_patience", "PT10S")
                .containsEntry("rate_limit", "100")
                .hasSize(14);
    }

    @Test
    void theClockMovesEitherWay() {
        stage.client.moveClock(Duration.ofHours(-2));
        stage.client.advanceClock(Duration.ofHours(5));

        assertThat(stage.client.clockOffset()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void theTraceShowsBothDirectionsAndNoSecret() {
        Pair pair = stage.link();
        String code = stage.code();
        stage.usersMe(pair.access());
        Pair second = Stage.pair(stage.refresh(pair.refresh()));

        List<RecordedRequest> all = stage.client.requests();

        assertThat(all)
                .extracting(RecordedRequest::endpoint)
                .containsExactly(
                        "token_exchange",
                        "webhook",
                        "webhook",
                        "token.authorization_code",
                        "users_me",
                        "token.refresh_token");
        assertThat(all.get(0).direction()).isEqualTo(Direction.SENT);
        assertThat(all.get(4).direction()).isEqualTo(Direction.RECEIVED);
        assertThat(all.get(4).account()).isEqualTo(stage.account.id());
        assertThat(all.get(4).requestHeaders())
                .containsEntry(
                        "Authorization",
                        "Bearer " + Fingerprint.of(pair.access()).abbreviated());
        assertThat(all.get(3).requestBody()).contains(Fingerprint.of(code).abbreviated());
        assertThat(all.get(3).responseBody())
                .contains(Fingerprint.of(pair.refresh()).abbreviated());
        String everything = stage.control("GET", "/requests", "").body();
        assertThat(everything)
                .doesNotContain(
                        code,
                        pair.access(),
                        pair.refresh(),
                        second.access(),
                        second.refresh(),
                        stage.app.clientSecret(),
                        stage.app.hmacKey());
    }

    @Test
    void theTraceHidesSecretsInMalformedBodiesToo() {
        Pair pair = stage.link();
        stage.integrations(
                "POST", pair.access(), "{\"access_token\": \"" + pair.access() + "\", oops " + pair.refresh());
        stage.send(stage.request("/v1/nothing?code=top-secret&x=" + pair.refresh()));

        assertThat(stage.control("GET", "/requests", "").body())
                .doesNotContain(pair.access(), pair.refresh(), "top-secret");
    }

    @Test
    void theTraceIsFilteredByEndpointAppAndAccount() {
        stage.link();

        assertThat(stage.client.requests("token")).hasSize(1);
        assertThat(stage.client.requests("webhook")).hasSize(2);
        assertThat(json(stage.control("GET", "/requests?app=" + stage.app.id(), ""))
                        .path("items"))
                .hasSize(4);
        assertThat(json(stage.control("GET", "/requests?account=other", "")).path("items"))
                .isEmpty();
    }

    @Test
    void resetForgetsEverything() {
        Pair pair = stage.link();
        stage.client.moveClock(Duration.ofDays(1));
        stage.client.changeSettings(Map.of("rotation", "reusable"));
        stage.client.fault(NewFault.answering("token", 500).always());

        stage.client.reset();

        assertThat(stage.client.apps()).isEmpty();
        assertThat(stage.client.accounts()).isEmpty();
        assertThat(stage.client.installations()).isEmpty();
        assertThat(stage.client.events()).isEmpty();
        assertThat(stage.client.faults()).isEmpty();
        assertThat(stage.client.requests()).isEmpty();
        assertThat(stage.client.settings()).containsEntry("rotation", "strict");
        assertThat(stage.client.clockOffset()).isZero();
        assertThat(stage.client.counters().values()).containsOnly(0L);
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
    }

    @Test
    void twoHundredHouseholdsLinkAtOnce() throws Exception {
        // How fast all of them are served depends on the machine; that each is served does not.
        stage.client.changeSettings(Map.of("token_exchange_patience", "PT2M"));
        List<String> accounts = IntStream.range(0, 200)
                .mapToObj(i -> stage.client
                        .createAccount(NewAccount.of("Ada " + i, "L", i + "@example.com"))
                        .id())
                .toList();

        List<InstallationDetails> installed = allAtOnce(accounts.stream()
                .<Callable<InstallationDetails>>map(
                        account -> () -> stage.client.install(account, stage.app.id(), STAGING))
                .toList());

        assertThat(installed)
                .extracting(installation -> installation.requireTokenExchange().status())
                .containsOnly(200);
        assertThat(stage.client.counter("token_exchanges_answered")).isEqualTo(200);
        assertThat(stage.partner.received("/token-exchange")).hasSize(200);
    }

    /** What each returned; fails if one of them failed. */
    private static <T> List<T> allAtOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        }
    }
}
