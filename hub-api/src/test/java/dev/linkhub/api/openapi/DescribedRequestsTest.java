package dev.linkhub.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the description says that the API takes is what it takes. */
@Tag("persistence")
@MicronautTest(transactional = false)
class DescribedRequestsTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    private OpenApiDocument document;
    private Tenant tenant;
    private String key;

    @BeforeEach
    void read() {
        document = new OpenApiDocument(http);
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @Test
    void theFieldsOfEachBodyAreThoseTaken() {
        Set<String> seen = new TreeSet<>();
        bodies().forEach((operation, schema) -> {
            seen.add(operation);
            Set<String> expected = new TreeSet<>(document.properties(schema).keySet());
            expected.add("no_such_field");
            String allOfAnotherKind =
                    expected.stream().map(name -> "\"" + name + "\":[[]]").collect(Collectors.joining(",", "{", "}"));

            assertThat(call(operation, allOfAnotherKind).wrongFields())
                    .as(operation)
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
        assertThat(seen)
                .contains("POST /api/v1/apps", "PATCH /api/v1/links/{id}", "POST /api/v1/tenants/{slug}/api-keys");
    }

    @Test
    void theFieldsSaidToBeRequiredAre() {
        bodies().forEach((operation, schema) -> {
            Answer empty = call(operation, "{}");
            Set<String> required = document.required(schema);
            if (!required.isEmpty()) {
                assertThat(empty.wrongFields()).as(operation).containsExactlyInAnyOrderElementsOf(required);
            } else if (empty.status() == 422) {
                assertThat(empty.text()).as(operation).doesNotContain("required");
            }
        });
    }

    @Test
    void aBodySaidToBeRequiredIs() {
        bodies().keySet().forEach(operation -> {
            Object required = OpenApiDocument.map(
                            OpenApiDocument.map(document.operations().get(operation))
                                    .get("requestBody"))
                    .get("required");
            assertThat("malformed-body".equals(call(operation, "").get("type")))
                    .as(operation)
                    .isEqualTo(Boolean.TRUE.equals(required));
        });
    }

    @Test
    void listsTakeALimitAndACursorAndTheLinksTheirFilters() {
        document.operations().forEach((operation, described) -> {
            Set<String> query = described.get("parameters") instanceof List<?> parameters
                    ? parameters.stream()
                            .map(OpenApiDocument::map)
                            .filter(parameter -> "query".equals(parameter.get("in")))
                            .map(parameter -> String.valueOf(parameter.get("name")))
                            .collect(Collectors.toSet())
                    : Set.of();
            if (operation.equals("GET /api/v1/links")) {
                assertThat(query)
                        .containsExactlyInAnyOrder(
                                "app",
                                "environment",
                                "state",
                                "health",
                                "household",
                                "account",
                                "external_id",
                                "limit",
                                "cursor");
            } else if (!query.isEmpty() && operation.contains(" /api/")) {
                assertThat(query).as(operation).containsExactlyInAnyOrder("limit", "cursor");
            }
        });
    }

    @Test
    void whatNeedsNoKeySaysSoAndNothingElse() {
        document.operations().forEach((operation, described) -> {
            boolean open = described.get("security") == null;
            assertThat(http.anonymously()
                                    .json(method(operation), path(operation), "{}")
                                    .status()
                            == 401)
                    .as(operation)
                    .isEqualTo(!open);
        });
    }

    /** Operations that take JSON, with its schema; Ring's own are read leniently. */
    private Map<String, Map<String, Object>> bodies() {
        return document.operations().entrySet().stream()
                .filter(operation -> operation.getKey().contains(" /api/"))
                .filter(operation -> document.taken(operation.getValue()) != null)
                .collect(Collectors.toMap(Map.Entry::getKey, operation -> document.taken(operation.getValue())));
    }

    private Answer call(String operation, String json) {
        String caller = operation.contains("/tenants") ? OPERATOR_KEY : key;
        return http.as(caller).json(method(operation), path(operation), json);
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    private String path(String operation) {
        return operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{slug}", tenant.slug())
                .replaceAll("\\{\\w+}", "nothing");
    }
}
