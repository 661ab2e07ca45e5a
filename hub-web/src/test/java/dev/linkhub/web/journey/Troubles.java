package dev.linkhub.web.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a browser complains of, in any of its tabs: a violated policy is among its errors. */
final class Troubles {

    private static final Set<String> LOUD = Set.of("error", "warning");

    private final List<String> all = new ArrayList<>();

    private Troubles() {}

    /** Listens from now on. */
    static Troubles of(BrowserContext browser) {
        Troubles troubles = new Troubles();
        browser.onConsoleMessage(message -> {
            if (LOUD.contains(message.type())) {
                troubles.all.add(message.type() + ": " + message.text() + " at " + message.location());
            }
        });
        browser.onWebError(error -> troubles.all.add("script: " + error.error()));
        browser.onRequestFailed(request -> {
            if (!isLeftStream(request)) {
                troubles.all.add("failed: " + request.url() + " " + request.failure());
            }
        });
        browser.onResponse(answer -> {
            if (answer.status() >= 400) {
                troubles.all.add("answered: " + answer.status() + " " + answer.url());
            }
        });
        return troubles;
    }

    void assertNone() {
        assertThat(all).isEmpty();
    }

    /** Whoever leaves a live page breaks its stream off. */
    private static boolean isLeftStream(Request request) {
        return request.resourceType().equals("eventsource") && request.failure().equals("net::ERR_ABORTED");
    }
}
