package dev.linkhub.standalone.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** What an operator and an integrator do by API before any household comes. */
final class Onboarding {

    private final JsonApi operator;
    private final JsonApi ring;

    Onboarding(JsonApi operator, JsonApi ring) {
        this.operator = operator;
        this.ring = ring;
    }

    /** Creates the tenant with a key of its own that may do everything. */
    Tenant tenant(Cast.Integrator integrator) {
        operator.post("/api/v1/tenants", Map.of("slug", integrator.slug(), "name", integrator.name()));
        String firstKey = operator.post(
                        "/api/v1/tenants/" + integrator.slug() + "/api-keys", Map.of("name", "the first key"))
                .path("key")
                .asText();
        // Only the tenant itself may make a key that reads tokens.
        String key = operator.as(firstKey)
                .post(
                        "/api/v1/api-keys",
                        Map.of(
                                "name",
                                "demo",
                                "scopes",
                                List.of("apps:read", "apps:write", "links:read", "links:write", "tokens:read")))
                .path("key")
                .asText();
        operator.as(firstKey)
                .put(
                        "/api/v1/branding",
                        Map.of(
                                "display_name", integrator.name(),
                                "primary_color", integrator.color(),
                                "support_email", integrator.supportEmail()));
        return new Tenant(integrator, key, operator.as(key));
    }

    /** Gives the hub the app's credentials, and Ring the hub's addresses. */
    Onboarded app(Tenant tenant, Cast.App app) {
        return new Onboarded(tenant, app, AppAtBoth.introduce(tenant.api(), ring, app.slug(), app.name()));
    }

    /** A tenant and its way to the API. */
    record Tenant(Cast.Integrator integrator, String key, JsonApi api) {

        @Override
        public String toString() {
            return "Tenant[" + integrator.slug() + "]";
        }
    }

    /** An app that both sides know. */
    record Onboarded(Tenant tenant, Cast.App app, String ringId) {

        /** The page that Ring calls the App Homepage. */
        URI home(URI hub) {
            return URI.create(
                    "%s/t/%s/%s/%s/home".formatted(hub, tenant.integrator().slug(), app.slug(), app.environment()));
        }
    }
}
