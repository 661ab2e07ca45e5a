package dev.linkhub.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

@Tag("persistence")
@MicronautTest(transactional = false)
class OpenApiTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    Router router;

    @Test
    void theDescriptionIsPublicAndOpenApi31() {
        Answer answer = http.anonymously().get("/api/v1/openapi.yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/yaml");
        assertThat(document()).containsEntry("openapi", "3.1.0");
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedPathIsARoute() {
        assertThat(described()).isNotEmpty().isEqualTo(routes());
    }

    @Test
    void everyRequestMayBeRefusedAndSaysSo() {
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (!path.equals("/api/v1/openapi.yaml")) {
                assertThat(map(operation.get("responses")).keySet())
                        .as(method + " " + path)
                        .contains("4XX")
                        .anyMatch(status -> status.startsWith("2"));
            }
        }));
    }

    @Test
    void fieldsAreNamedAsInJson() {
        Map<String, Object> app =
                map(map(map(document().get("components")).get("schemas")).get("AppView"));
        assertThat(map(app.get("properties")).keySet())
                .contains("client_id", "pause_reason", "created_at", "urls")
                .doesNotContain("clientId");
    }

    @Test
    void whatMayBeAbsentIsOfItsOwnKindOnly() {
        Map<String, Object> link =
                map(map(map(document().get("components")).get("schemas")).get("LinkView"));
        assertThat(map(map(link.get("properties")).get("reason"))).containsEntry("type", "string");
        assertThat(map(map(link.get("properties")).get("metadata"))).containsEntry("type", "object");
        assertThat(list(link.get("required"))).contains("state").doesNotContain("reason");
        assertThat(http.anonymously().get("/api/v1/openapi.yaml").text()).doesNotContain("nullable");
    }

    @Test
    void operationsHaveNamesThatStayTheSameWhenOthersAreAdded() {
        paths().values()
                .forEach(operations -> operations
                        .values()
                        .forEach(operation -> assertThat(String.valueOf(operation.get("operationId")))
                                .matches("[a-zA-Z]+")));
    }

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        paths().forEach((path, operations) ->
                operations.keySet().forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return described;
    }

    private Set<String> routes() {
        return router.uriRoutes()
                .filter(route -> route.getDeclaringType().getName().startsWith("dev.linkhub."))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(OpenApiTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(UriRouteInfo<?, ?> route) {
        String template = route.getUriMatchTemplate().toPathString();
        return route.getHttpMethodName() + " " + template;
    }

    private Map<String, Map<String, Map<String, Object>>> paths() {
        Map<String, Map<String, Map<String, Object>>> paths = new TreeMap<>();
        map(document().get("paths")).forEach((path, operations) -> {
            Map<String, Map<String, Object>> byMethod = new TreeMap<>();
            map(operations).forEach((method, operation) -> byMethod.put(method, map(operation)));
            paths.put(path, byMethod);
        });
        return paths;
    }

    private Map<String, Object> document() {
        return map(
                new Yaml().load(http.anonymously().get("/api/v1/openapi.yaml").text()));
    }

    @SuppressWarnings("unchecked") // As below.
    private static List<Object> list(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts as keys here.
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
