package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.control.ControlApi;
import dev.linkhub.simulator.guard.ControlToken;
import dev.linkhub.simulator.guard.LoopbackGuard;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.world.World;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the description of the control API says is so. */
class OpenApiTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern CHOICES = Pattern.compile("is unknown; choices: (.*)");

    private final Stage stage = new Stage();
    private OpenApiDocument document;

    @BeforeEach
    void read() {
        document = new OpenApiDocument(stage.client.openApi());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void everyRouteIsDescribedAndEverythingDescribedIsARoute() {
        assertThat(document.root().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.operations().keySet()).isEqualTo(routes());
    }

    @Test
    void allThatIsReferredToIsThere() {
        for (JsonNode reference : document.root().findValues("$ref")) {
            assertThat(document.root().at(reference.asText().substring(1)).isObject())
                    .as(reference.asText())
                    .isTrue();
        }
    }

    @Test
    void everyOperationNamesItsParametersAndRefusals() {
        document.operations().forEach((name, operation) -> {
            Set<String> expected = new TreeSet<>();
            Matcher parameters = PARAMETER.matcher(name);
            while (parameters.find()) {
                expected.add(parameters.group(1));
            }
            assertThat(document.parameters(name, "path")).as(name).isEqualTo(expected);
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("responses").has("401")).as(name).isTrue();
            assertThat(operation.path("responses").has("4XX")).as(name).isTrue();
            if (!expected.isEmpty() || operation.has("requestBody")) {
                assertThat(operation.path("responses").has("422")).as(name).isTrue();
            }
        });
    }

    /** A body with a field too many is told the fields that there are. */
    @Test
    void theFieldsOfEachBodyAreThoseTaken() {
        Map<String, String> bodies = bodies();
        Set<String> takingOne = document.operations().keySet().stream()
                .filter(name -> document.operation(name).has("requestBody"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(bodies.keySet()).isEqualTo(takingOne);
        bodies.forEach((name, body) -> {
            String path = name.substring(name.indexOf(' ') + 1)
                    .replace("/control", "")
                    .replace("{app}", stage.app.id())
                    .replace("{environment}", "staging")
                    .replaceAll("\\{\\w+}", "none");
            HttpResponse<String> answer =
                    stage.control(name.substring(0, name.indexOf(' ')), path, withOneTooMany(body));

            assertThat(choices(answer)).as(name).isEqualTo(document.properties(document.taken(name)));
        });
    }

    @Test
    void theFiltersAreThoseTaken() {
        Set<String> filtered = new TreeSet<>();
        document.operations().keySet().stream()
                .filter(name -> !document.parameters(name, "query").isEmpty())
                .forEach(name -> {
                    filtered.add(name);
                    String path = name.replace("GET /control", "");
                    assertThat(choices(stage.control("GET", path + "?no_such_filter=1", "")))
                            .as(name)
                            .isEqualTo(document.parameters(name, "query"));
                });
        assertThat(filtered)
                .containsExactly(
                        "GET /control/events",
                        "GET /control/installations",
                        "GET /control/requests",
                        "GET /control/requests.har");
    }

    @Test
    void answersAreAsDescribed() {
        String account = stage.account.id();
        String device = stage.account.devices().getFirst().id();
        Pair pair = Stage.pair(stage.redeem(installed()));
        stage.refresh(pair.refresh());
        stage.refresh(pair.refresh());
        String installation = stage.client.installations().getFirst().id();
        String urls = "{\"token_exchange\":\"http://x/t\",\"account_link\":\"http://x/l\",\"webhook\":\"http://x/w\","
                + "\"app_homepage\":\"http://x/h\"}";

        check(200, "GET /control/apps", "/apps", "");
        check(200, "GET /control/apps/{app}", "/apps/" + stage.app.id(), "");
        check(201, "POST /control/apps", "/apps", "{\"name\":\"B\",\"environments\":{\"production\":" + urls + "}}");
        check(
                201,
                "POST /control/accounts",
                "/accounts",
                "{\"first_name\":\"B\",\"last_name\":\"C\",\"email\":\"b@c\"}");
        check(200, "GET /control/accounts", "/accounts", "");
        check(201, "POST /control/accounts/{account}/devices", devices(account), "{\"name\":\"D\",\"kind\":\"chime\"}");
        check(
                200,
                "PATCH /control/accounts/{account}/devices/{device}",
                devices(account) + "/" + device,
                "{\"online\":true,\"location\":{\"country\":\"FR\"}}");
        check(200, "GET /control/installations", "/installations", "");
        check(200, "GET /control/installations/{installation}", "/installations/" + installation, "");
        check(
                201,
                "POST /control/installations/{installation}/token-pairs",
                "/installations/" + installation + "/token-pairs",
                "{\"count\":2}");
        check(
                201,
                "POST /control/subscriptions",
                "/subscriptions",
                "{\"installation\":\"" + installation + "\",\"sub_type\":\"paid\"}");
        check(200, "GET /control/subscriptions", "/subscriptions", "");
        check(
                201,
                "POST /control/events",
                "/events",
                "{\"installation\":\"" + installation + "\",\"type\":\"button_press\",\"hold\":true}");
        check(200, "GET /control/events", "/events", "");
        check(202, "POST /control/events/replay", "/events/replay", "");
        check(
                201,
                "POST /control/faults",
                "/faults",
                "{\"endpoint\":\"devices.list\",\"preset\":\"html_502\",\"share\":0.5}");
        check(200, "GET /control/faults", "/faults", "");
        check(204, "DELETE /control/faults", "/faults", "");
        check(200, "GET /control/clock", "/clock", "");
        check(200, "PUT /control/clock", "/clock", "{\"advance\":\"PT1M\",\"speed\":2}");
        check(200, "GET /control/settings", "/settings", "");
        check(200, "PUT /control/settings", "/settings", "{\"rotation\":\"grace(5)\"}");
        check(200, "GET /control/counters", "/counters", "");
        check(200, "GET /control/requests", "/requests", "");
        check(200, "GET /control/requests.har", "/requests.har", "");
        check(200, "GET /control/spent-refresh-tokens", "/spent-refresh-tokens", "");
        check(200, "POST /control/introspect", "/introspect", "{\"token\":\"" + pair.access() + "\"}");
        check(422, "POST /control/introspect", "/introspect", "{}");
        check(413, "POST /control/apps", "/apps", "{\"name\":\"" + "x".repeat(1_100_000) + "\"}");
        check(404, "GET /control/apps", "/nothing", "");
        check(204, "POST /control/reset", "/reset", "");
    }

    @Test
    void aMissingTokenIsAnsweredAsDescribed() {
        SimulatorOptions options =
                SimulatorOptions.onPort(0).withControlToken(new ControlToken("a-token-of-twenty-ch"));
        try (RingSimulator closed = RingSimulator.start(options)) {
            HttpResponse<String> answer =
                    stage.send(HttpRequest.newBuilder(URI.create(closed.url() + "/control/openapi.yaml")));
            compare("GET /control/openapi.yaml", 401, answer);
        }
    }

    private String installed() {
        stage.install();
        return stage.code();
    }

    private static String devices(String account) {
        return "/accounts/" + account + "/devices";
    }

    private void check(int status, String operation, String path, String body) {
        compare(operation, status, stage.control(operation.substring(0, operation.indexOf(' ')), path, body));
    }

    private void compare(String operation, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(operation + " " + answer.body()).isEqualTo(status);
        JsonNode described = document.answer(operation, status);
        assertThat(described.isMissingNode()).as(operation + " " + status).isFalse();
        if (!described.has("content")) {
            assertThat(answer.body()).as(operation).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none").replaceFirst(";.*", "");
        JsonNode schema = described.path("content").path(type).path("schema");
        assertThat(document.differences(json(answer), schema))
                .as(operation + " " + type)
                .isEmpty();
    }

    /** Bodies that are complete, by the operation that takes them. */
    private Map<String, String> bodies() {
        String place = "\"account\":\"" + stage.account.id() + "\",\"app\":\"" + stage.app.id()
                + "\",\"environment\":\"staging\"";
        String installation = stage.install().id();
        Map<String, String> bodies = new TreeMap<>();
        bodies.put("POST /control/apps", "{\"name\":\"A\"}");
        bodies.put(
                "PUT /control/apps/{app}/environments/{environment}",
                "{\"token_exchange\":\"http://x/t\",\"account_link\":\"http://x/l\",\"webhook\":\"http://x/w\","
                        + "\"app_homepage\":\"http://x/h\"}");
        bodies.put("POST /control/accounts", "{\"first_name\":\"A\",\"last_name\":\"B\",\"email\":\"c\"}");
        bodies.put("POST /control/accounts/{account}/devices", "{\"name\":\"D\",\"kind\":\"camera\"}");
        bodies.put("PATCH /control/accounts/{account}/devices/{device}", "{}");
        bodies.put("POST /control/accounts/{account}/devices/{device}/motion", "{}");
        bodies.put("POST /control/installations", "{" + place + "}");
        bodies.put("POST /control/installations/{installation}/sign-in", "{}");
        bodies.put("POST /control/installations/{installation}/remove", "{}");
        bodies.put("POST /control/installations/{installation}/unhealthy", "{}");
        bodies.put("POST /control/installations/{installation}/token-pairs", "{}");
        bodies.put("POST /control/subscriptions", "{\"installation\":\"" + installation + "\",\"sub_type\":\"trial\"}");
        bodies.put("POST /control/events", "{\"type\":\"button_press\"," + place + "}");
        bodies.put("POST /control/events/release", "{\"events\":[]}");
        bodies.put("POST /control/faults", "{\"endpoint\":\"token\",\"kind\":\"status\",\"status\":500}");
        bodies.put("PUT /control/clock", "{}");
        bodies.put("PUT /control/settings", "{}");
        bodies.put("POST /control/introspect", "{\"token\":\"t\"}");
        return bodies;
    }

    private static String withOneTooMany(String body) {
        return body.equals("{}") ? "{\"no_such_field\":1}" : "{\"no_such_field\":1," + body.substring(1);
    }

    private static Set<String> choices(HttpResponse<String> answer) {
        Matcher message = CHOICES.matcher(
                json(answer).path("errors").path(0).path("message").asText());
        assertThat(message.matches()).as(answer.body()).isTrue();
        return new TreeSet<>(Set.of(message.group(1).split(", ", -1)));
    }

    /** What is registered under {@code /control} for a certain address. */
    private static Set<String> routes() {
        try (World world = World.open(Clock.systemUTC(), Keeper.none())) {
            Javalin javalin = Javalin.create(
                    config -> new ControlApi(world, new LoopbackGuard(null, null)).register(config.routes));
            return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint)
                    .filter(endpoint -> endpoint.method.isHttpMethod() && !endpoint.path.endsWith("*"))
                    .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
