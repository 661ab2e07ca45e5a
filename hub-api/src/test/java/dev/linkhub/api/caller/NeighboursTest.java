package dev.linkhub.api.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** What else may run in the process that serves the API: pages with cookies of their own, and the management endpoints. */
@Tag("persistence")
@MicronautTest(transactional = false)
class NeighboursTest implements ApiTest {

    @Inject
    Http http;

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "test.neighbours",
                "true",
                "endpoints.beans.enabled",
                "true",
                "endpoints.prometheus.sensitive",
                "false",
                "endpoints.info.sensitive",
                "false");
    }

    @Test
    void aPageIsServedWithoutAKey() {
        assertThat(http.anonymously().get("/t/acme").text()).isEqualTo("a page");
        assertThat(http.anonymously().get("/t/nothing/here").status()).isEqualTo(404);
    }

    @Test
    void aPagesErrorIsNotDressedAsAProblem() {
        assertThat(http.anonymously().get("/t/nothing/here").header("Content-Type"))
                .isNotEqualTo("application/problem+json");
    }

    @Test
    void aCookieOfThePagesOpensNothingHereWhateverItsRoles() {
        assertThat(http.anonymously()
                        .send("GET", "/api/v1/tenants", BodyPublishers.noBody(), "Cookie", "everything=yes")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void healthMetricsAndInfoAreServedAndSensitiveEndpointsAreNot() {
        assertThat(http.anonymously().get("/health/liveness").text()).contains("UP");
        assertThat(http.anonymously().get("/health/readiness").text()).contains("UP");
        assertThat(http.anonymously().get("/info").status()).isEqualTo(200);
        assertThat(http.anonymously().get("/prometheus").text()).contains("jvm_memory");
        assertThat(http.anonymously().get("/beans").status()).isEqualTo(401);
    }

    @Controller("/t")
    @Requires(property = "test.neighbours")
    static class Page {

        @Get("/acme")
        String page() {
            return "a page";
        }
    }

    @Singleton
    @Requires(property = "test.neighbours")
    static class Cookies implements AuthenticationFetcher<HttpRequest<?>> {

        @Override
        public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
            return request.getCookies().contains("everything")
                    ? Publishers.just(Authentication.build("somebody", List.of("operator", "apps:read")))
                    : Publishers.empty();
        }
    }
}
