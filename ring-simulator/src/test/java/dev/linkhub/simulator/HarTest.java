package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RequestQuery;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.secret.Fingerprint;
import dev.linkhub.simulator.trace.Exchange.Direction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarTest {

    private final Stage stage = new Stage();
    private String installation;
    private Pair pair;

    @BeforeEach
    void talk() {
        installation = stage.install().id();
        pair = Stage.pair(stage.redeem(stage.code()));
        stage.client.advanceClock(Duration.ofMinutes(1));
        stage.usersMe(pair.access());
        stage.send(stage.request("/v1/nothing?x=a%20b&flag&code=top-secret"));
        stage.client.fault(NewFault.of("app_integrations.post", FaultKind.RESET_BEFORE));
        // Not a GET, which the client would try a second time on its own.
        HttpRequest.Builder post = stage.request("/v1/accounts/me/app-integrations")
                .header("Authorization", "Bearer " + pair.access())
                .POST(BodyPublishers.noBody());
        assertThatThrownBy(() -> stage.sendOrFail(post)).isInstanceOf(IOException.class);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /** The fields that HAR 1.2 demands and allows, by the text of the specification. */
    @Test
    void everyEntryHasTheFieldsOfHar12AndTheirTypes() {
        JsonNode log = log(RequestQuery.all());

        fields(json(stage.client.har(RequestQuery.all())), Set.of("log"), Set.of());
        fields(log, Set.of("version", "creator", "entries"), Set.of("browser", "pages", "comment"));
        assertThat(log.path("version").textValue()).isEqualTo("1.2");
        fields(log.path("creator"), Set.of("name", "version"), Set.of("comment"));
        assertThat(log.path("entries")).hasSize(7);
        for (JsonNode entry : log.path("entries")) {
            fields(
                    entry,
                    Set.of("startedDateTime", "time", "request", "response", "cache", "timings"),
                    Set.of("pageref", "serverIPAddress", "connection", "comment"));
            assertThat(OffsetDateTime.parse(entry.path("startedDateTime").textValue()))
                    .isNotNull();
            fields(entry.path("cache"), Set.of(), Set.of("beforeRequest", "afterRequest", "comment"));
            request(entry.path("request"));
            response(entry.path("response"));
            timings(entry);
        }
    }

    @Test
    void entriesSayWhatWentOverTheWire() {
        JsonNode entries = log(RequestQuery.all()).path("entries");

        JsonNode exchange = entries.path(0);
        assertThat(exchange.path("request").path("url").textValue())
                .isEqualTo(stage.partner.url("/token-exchange").toString());
        assertThat(exchange.path("_direction").textValue()).isEqualTo("sent");
        assertThat(exchange.path("_endpoint").textValue()).isEqualTo("token_exchange");
        assertThat(exchange.path("_installation").textValue()).isEqualTo(installation);
        assertThat(exchange.path("request").path("postData").path("mimeType").textValue())
                .isEqualTo("application/x-www-form-urlencoded");
        assertThat(exchange.path("response").path("content").path("text").textValue())
                .isEqualTo("{\"status\":\"ok\"}");

        JsonNode me = entries.path(4);
        assertThat(me.path("startedDateTime").textValue()).isEqualTo("2026-07-06T11:12:00Z");
        assertThat(me.path("request").path("url").textValue()).isEqualTo(stage.simulator.url() + "/v1/users/me");
        assertThat(me.path("response").path("status").intValue()).isEqualTo(200);
        assertThat(me.path("response").path("statusText").textValue()).isEqualTo("OK");

        JsonNode nothing = entries.path(5);
        assertThat(nothing.path("request").path("queryString"))
                .extracting(parameter -> parameter.path("name").textValue() + "="
                        + parameter.path("value").textValue())
                .containsExactly(
                        "x=a b", "flag=", "code=" + Fingerprint.of("top-secret").abbreviated());
        assertThat(nothing.path("response").path("status").intValue()).isEqualTo(404);

        JsonNode cut = entries.path(6);
        assertThat(cut.path("response").path("status").intValue()).isZero();
        assertThat(cut.path("comment").textValue()).contains("reset_before");
        assertThat(cut.path("_error").textValue()).isEqualTo("no answer was given");
    }

    @Test
    void credentialsAreHiddenAsInTheTrace() {
        String har = stage.client.har(RequestQuery.all());

        assertThat(har)
                .contains(Fingerprint.of(pair.access()).abbreviated())
                .doesNotContain(
                        pair.access(),
                        pair.refresh(),
                        stage.code(),
                        stage.app.clientSecret(),
                        stage.app.hmacKey(),
                        "top-secret");
    }

    @Test
    void theArchiveIsAFileToSave() {
        HttpResponse<String> response = stage.control("GET", "/requests.har?status=4xx", "");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"ring-simulator.har\"");
    }

    @Test
    void bothFormsAreNarrowedAlike() {
        assertNarrowed(RequestQuery.all().direction(Direction.SENT), 3);
        assertNarrowed(RequestQuery.all().direction(Direction.RECEIVED), 4);
        assertNarrowed(RequestQuery.all().status("404"), 1);
        assertNarrowed(RequestQuery.all().status("4xx"), 1);
        assertNarrowed(RequestQuery.all().status("2xx"), 5);
        assertNarrowed(RequestQuery.all().status("none"), 1);
        assertNarrowed(RequestQuery.all().since(Stage.START.plusSeconds(60)), 3);
        assertNarrowed(RequestQuery.all().since(Stage.START), 7);
        assertNarrowed(RequestQuery.all().since(Stage.START.plusSeconds(61)), 0);
        assertNarrowed(RequestQuery.all().installation(installation), 6);
        assertNarrowed(RequestQuery.all().installation("ins_other"), 0);
        assertNarrowed(RequestQuery.all().account(stage.account.id()).app(stage.app.id()), 6);
        assertNarrowed(RequestQuery.all().endpoint("token").status("2xx"), 1);
    }

    private void assertNarrowed(RequestQuery query, int expected) {
        assertThat(stage.client.requests(query)).hasSize(expected);
        assertThat(log(query).path("entries")).hasSize(expected);
    }

    private JsonNode log(RequestQuery query) {
        return json(stage.client.har(query)).path("log");
    }

    private static void request(JsonNode request) {
        fields(
                request,
                Set.of("method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"),
                Set.of("postData", "comment"));
        assertThat(URI.create(request.path("url").textValue()).isAbsolute()).isTrue();
        texts(request, "method", "httpVersion");
        pairs(request, "headers", "queryString", "cookies");
        numbers(request, "headersSize", "bodySize");
        if (request.has("postData")) {
            // params and text exclude each other.
            fields(request.path("postData"), Set.of("mimeType", "text"), Set.of("comment"));
            texts(request.path("postData"), "mimeType", "text");
        }
    }

    private static void response(JsonNode response) {
        fields(
                response,
                Set.of(
                        "status",
                        "statusText",
                        "httpVersion",
                        "cookies",
                        "headers",
                        "content",
                        "redirectURL",
                        "headersSize",
                        "bodySize"),
                Set.of("comment"));
        texts(response, "statusText", "httpVersion", "redirectURL");
        numbers(response, "status", "headersSize", "bodySize");
        pairs(response, "headers", "cookies");
        fields(
                response.path("content"),
                Set.of("size", "mimeType"),
                Set.of("compression", "text", "encoding", "comment"));
        numbers(response.path("content"), "size");
        texts(response.path("content"), "mimeType", "text");
    }

    private static void timings(JsonNode entry) {
        JsonNode timings = entry.path("timings");
        fields(timings, Set.of("send", "wait", "receive"), Set.of("blocked", "dns", "connect", "ssl", "comment"));
        numbers(timings, "send", "wait", "receive");
        double sum = timings.path("send").doubleValue()
                + timings.path("wait").doubleValue()
                + timings.path("receive").doubleValue();
        assertThat(entry.path("time").doubleValue()).isEqualTo(sum).isNotNegative();
    }

    /** All that are demanded, and of others only those that are allowed or begin with an underscore. */
    private static void fields(JsonNode object, Set<String> demanded, Set<String> allowed) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Set<String> known = new TreeSet<>(demanded);
        known.addAll(allowed);
        assertThat(object.isObject()).isTrue();
        assertThat(names).containsAll(demanded).allMatch(name -> known.contains(name) || name.startsWith("_"));
    }

    private static void texts(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isTextual()).as(field).isTrue();
        }
    }

    private static void numbers(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isNumber()).as(field).isTrue();
        }
    }

    private static void pairs(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isArray()).as(field).isTrue();
            for (JsonNode pair : object.path(field)) {
                fields(pair, Set.of("name", "value"), Set.of("comment"));
                texts(pair, "name", "value");
            }
        }
    }
}
