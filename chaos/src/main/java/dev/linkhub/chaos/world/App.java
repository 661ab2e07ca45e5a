package dev.linkhub.chaos.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.standalone.demo.JsonApi;
import java.util.Map;

/** An app that both the hub and Ring know. */
record App(Tenant tenant, String slug, String ringId) {

    static App create(Tenant tenant, JsonApi ring, String slug) {
        JsonNode atRing = ring.post("/control/apps", Map.of("name", slug));
        JsonNode atHub = tenant.api()
                .post(
                        "/api/v1/apps",
                        Map.of(
                                "slug", slug,
                                "name", slug,
                                "client_id", atRing.path("client_id").asText(),
                                "client_secret", atRing.path("client_secret").asText(),
                                "hmac_key", atRing.path("hmac_key").asText()));
        String ringId = atRing.path("id").asText();
        atHub.path("urls")
                .properties()
                .forEach(urls ->
                        ring.put("/control/apps/" + ringId + "/environments/" + urls.getKey(), urls.getValue()));
        return new App(tenant, slug, ringId);
    }
}
