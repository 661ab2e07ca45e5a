package dev.linkhub.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;

/** A household's way from the Ring Appstore to a completed link, page by page. */
final class Linking {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final int MOST_LOOKS = 200;

    /** What an unhealthy link's refresh is answered with. */
    private static final int CONFLICT = 409;

    private final JsonApi ring;
    private final String password;

    Linking(JsonApi ring, String password) {
        this.ring = ring;
        this.password = password;
    }

    /** Installs, creates an account, confirms, and waits until Ring knows. */
    Linked link(Onboarding.Onboarded app, Cast.Household household) {
        Installed installed = install(app, household);
        try (HouseholdBrowser browser = new HouseholdBrowser(household.address())) {
            Document page = browser.press(confirmation(browser, installed, household), "Link", Map.of());
            for (int looks = 0; !isDone(page); looks++) {
                if (looks == MOST_LOOKS
                        || page.select("meta[http-equiv=refresh]").isEmpty()) {
                    throw HouseholdBrowser.unexpected(page, "that all is done");
                }
                pause();
                page = browser.open(URI.create(page.baseUri()));
            }
        }
        return new Linked(app, installed.id(), installed.account());
    }

    /** Gets as far as the confirmation, and walks away. */
    void abandon(Onboarding.Onboarded app, Cast.Household household) {
        Installed installed = install(app, household);
        try (HouseholdBrowser browser = new HouseholdBrowser(household.address())) {
            Document page = confirmation(browser, installed, household);
            if (page.select("button[value=link]").isEmpty()) {
                throw HouseholdBrowser.unexpected(page, "the confirmation");
            }
        }
    }

    /** Ring lets the tokens die without a word, and the hub finds out at the next refresh. */
    void breakLink(Linked linked) {
        ring.post("/control/installations/" + linked.installation() + "/revoke", Map.of());
        JsonApi api = linked.app().tenant().api();
        String link = api.get("/api/v1/links?account=" + linked.account())
                .path("items")
                .path(0)
                .path("id")
                .asText();
        int status = api.tryPost("/api/v1/links/" + link + "/refresh");
        if (status != CONFLICT) {
            throw new IllegalStateException("The link that Ring has revoked was refreshed: " + status);
        }
    }

    private Installed install(Onboarding.Onboarded app, Cast.Household household) {
        JsonNode account = ring.post(
                "/control/accounts",
                Map.of(
                        "first_name", household.firstName(),
                        "last_name", household.lastName(),
                        "email", household.email(),
                        "devices", List.of(Map.of("name", household.door(), "kind", "doorbell"))));
        JsonNode installation = ring.post(
                "/control/installations",
                Map.of(
                        "account", account.path("id").asText(),
                        "app", app.ringId(),
                        "environment", app.app().environment()));
        String accountLinkUrl = installation.path("account_link_url").asText("");
        if (accountLinkUrl.isEmpty()) {
            throw new DemoFailure("demo: Ring got no answer to the code: " + installation.path("token_exchange"));
        }
        return new Installed(
                installation.path("id").asText(), account.path("id").asText(), URI.create(accountLinkUrl));
    }

    private Document confirmation(HouseholdBrowser browser, Installed installed, Cast.Household household) {
        Document signIn = browser.open(installed.accountLinkUrl());
        Document newAccount = browser.follow(signIn, "Create an account");
        return browser.press(newAccount, "Create account", Map.of("email", household.email(), "password", password));
    }

    private static boolean isDone(Document page) {
        return page.select("h1").text().startsWith("Done");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while setting up the demo", e);
        }
    }

    private record Installed(String id, String account, URI accountLinkUrl) {}

    /** A completed link as Ring knows it. */
    record Linked(Onboarding.Onboarded app, String installation, String account) {}
}
