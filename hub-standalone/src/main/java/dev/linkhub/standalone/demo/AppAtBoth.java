package dev.linkhub.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An app that Ring and the hub get to know: the hub by its credentials, Ring by the hub's addresses. */
public final class AppAtBoth {

    private AppAtBoth() {}

    /**
     * Makes it at Ring, tells the hub, and tells Ring the addresses of each environment.
     *
     * @param hub the tenant's API
     * @param ring the simulator's control API
     * @return its id at Ring
     */
    public static String introduce(JsonApi hub, JsonApi ring, String slug, String name) {
        JsonNode atRing = ring.post("/control/apps", Map.of("name", name));
        JsonNode atHub = hub.post(
                "/api/v1/apps",
                Map.of(
                        "slug", slug,
                        "name", name,
                        "client_id", atRing.path("client_id").asText(),
                        "client_secret", atRing.path("client_secret").asText(),
                        "hmac_key", atRing.path("hmac_key").asText()));
        String ringId = atRing.path("id").asText();
        atHub.path("urls")
                .properties()
                .forEach(urls ->
                        ring.put("/control/apps/" + ringId + "/environments/" + urls.getKey(), urls.getValue()));
        return ringId;
    }
}
