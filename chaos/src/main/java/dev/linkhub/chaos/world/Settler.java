package dev.linkhub.chaos.world;

import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.standalone.demo.HouseholdBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Document;

/** Brings households in: through the pages, or only as far as the pool of those who have not come to the pages yet. */
final class Settler {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final int MOST_LOOKS = 200;

    private final RingSimulatorClient ring;

    Settler(RingSimulatorClient ring) {
        this.ring = ring;
    }

    /** Installs the app, and goes no further: its grant is kept alive all the same. */
    Household install(App app, int number) {
        AccountDetails account =
                ring.createAccount(NewAccount.of("Ann", "Number" + number, "ann" + number + "@example.com"));
        InstallationDetails installation = ring.install(account.id(), app.ringId(), RingEnvironment.PRODUCTION);
        return new Household(number, app, account.id(), installation.id());
    }

    /** Signs in, confirms, and waits until Ring knows. */
    Household link(App app, int number) {
        Household household = install(app, number);
        URI page = ring.installation(household.installation()).redirect().accountLinkUrl();
        // Of the range for documentation (RFC 5737); each household lives elsewhere.
        try (HouseholdBrowser browser = new HouseholdBrowser("203.0.113." + number % 250)) {
            Document newAccount = browser.follow(browser.open(page), "Create an account");
            Document confirmation = browser.press(
                    newAccount,
                    "Create account",
                    Map.of("email", "ann" + number + "@example.com", "password", "a long enough password " + number));
            Document answer = browser.press(confirmation, "Link", Map.of());
            for (int looks = 0; !answer.select("h1").text().startsWith("Done"); looks++) {
                if (looks == MOST_LOOKS) {
                    throw new IllegalStateException("Household " + number + " was not linked: " + answer.text());
                }
                Pause.of(BETWEEN_LOOKS);
                answer = browser.open(URI.create(answer.baseUri()));
            }
        }
        return household;
    }
}
