package dev.linkhub.standalone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.standalone.demo.HouseholdBrowser;
import dev.linkhub.standalone.demo.JsonApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;

/** The integrators of a hub that is new, "acme" first, and households of theirs. */
public final class NewTenant {

    private static final String PASSWORD = "a few words to remember";

    private NewTenant() {}

    /** Onboards it, and answers with its API under a key that may do what the tests do. */
    public static JsonApi onboard(HttpClient http, HubProcess hub, String operatorKey) {
        return onboard(new JsonApi(http, hub.url(), operatorKey), "acme");
    }

    /** Onboards another. */
    public static JsonApi onboard(JsonApi operator, String slug) {
        operator.post("/api/v1/tenants", Map.of("slug", slug, "name", "Acme"));
        String first = operator.post("/api/v1/tenants/" + slug + "/api-keys", Map.of("name", "first"))
                .path("key")
                .asText();
        return operator.as(operator.as(first)
                .post(
                        "/api/v1/api-keys",
                        Map.of(
                                "name",
                                "all",
                                "scopes",
                                List.of(
                                        "apps:read",
                                        "apps:write",
                                        "links:read",
                                        "links:write",
                                        "tokens:read",
                                        "audit:read")))
                .path("key")
                .asText());
    }

    /** Gives the hub an app of Ring's, "doorman", and Ring the hub's addresses for production. */
    public static AppDetails addApp(JsonApi api, RingSimulatorClient ring) {
        AppDetails atRing = ring.createApp(NewApp.named("Doorman"));
        JsonNode urls = api.post(
                        "/api/v1/apps",
                        Map.of(
                                "slug", "doorman",
                                "name", "Doorman",
                                "client_id", atRing.clientId(),
                                "client_secret", atRing.clientSecret(),
                                "hmac_key", atRing.hmacKey()))
                .path("urls")
                .path("production");
        ring.setUrls(
                atRing.id(),
                RingEnvironment.PRODUCTION,
                new PartnerUrls(
                        URI.create(urls.path("token_exchange").asText()),
                        URI.create(urls.path("account_link").asText()),
                        URI.create(urls.path("webhook").asText()),
                        URI.create(urls.path("app_homepage").asText())));
        return atRing;
    }

    /** The access token that the hub hands out for a link. */
    public static String accessToken(JsonApi api, String linkId) {
        return api.post("/api/v1/links/" + linkId + "/access-token", Map.of())
                .path("access_token")
                .asText();
    }

    /** A household without an account comes from Ring, makes one with the address that it has there, and confirms the link. */
    public static void linkFirstHousehold(URI accountLink) {
        linkHousehold(accountLink, "vera@ring.example");
    }

    /** The same for a household of another address. */
    public static void linkHousehold(URI accountLink, String email) {
        try (HouseholdBrowser browser = new HouseholdBrowser("203.0.113.7")) {
            Document form = browser.follow(browser.open(accountLink), "Create an account");
            Document confirmation = browser.press(form, "Create account", Map.of("email", email, "password", PASSWORD));
            URI progress =
                    URI.create(browser.press(confirmation, "Link", Map.of()).baseUri());
            Await.untilTrue(
                    "the link is done",
                    () -> browser.open(progress).select("h1").text().startsWith("Done"));
            Document home = browser.follow(browser.open(progress), "Show my link");
            assertThat(home.select("h1").text()).isEqualTo("Your Ring link");
        }
    }
}
