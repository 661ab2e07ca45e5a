package dev.linkhub.chaos.world;

import dev.linkhub.standalone.demo.JsonApi;
import java.util.List;
import java.util.Map;

/** An integrator and its way to the API. */
record Tenant(String slug, JsonApi api, String key) {

    static Tenant create(JsonApi operator, String slug) {
        operator.post("/api/v1/tenants", Map.of("slug", slug, "name", slug));
        String first = operator.post("/api/v1/tenants/" + slug + "/api-keys", Map.of("name", "first"))
                .path("key")
                .asText();
        // Only the tenant itself may make a key that reads tokens.
        String key = operator.as(first)
                .post(
                        "/api/v1/api-keys",
                        Map.of(
                                "name",
                                "run",
                                "scopes",
                                List.of("apps:read", "apps:write", "links:read", "links:write", "tokens:read")))
                .path("key")
                .asText();
        return new Tenant(slug, operator.as(key), key);
    }

    @Override
    public String toString() {
        return "Tenant[" + slug + "]";
    }
}
