package dev.linkhub.standalone.testing;

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

    /** A household without an account comes from Ring, makes one and confirms the link. */
    public static void linkFirstHousehold(URI accountLink) {
        linkHousehold(accountLink, "vera.miller@example.org");
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
        }
    }
}
