package dev.linkhub.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.health.LinkFilter;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.Mailbox;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.DeviceDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A household's browser on its way to a link, over HTTP. Each test has an app of its own, and full rates. */
public abstract class PagesJourney extends LinkingJourney {

    private static final String PASSWORD = "correct horse battery";

    @Inject
    protected EmbeddedServer server;

    /** Whose pages. */
    protected Onboarded app;

    /** Nobody signed in. */
    protected TestBrowser browser;

    private int people;

    @BeforeEach
    void appAndBrowser() {
        ring.advance(Duration.ofMinutes(11));
        app = ring.onboard();
        browser = stranger();
    }

    /** A browser of which nobody knows anything. */
    protected final TestBrowser stranger() {
        return new TestBrowser(server.getURI());
    }

    /** The path of one of the tenant's pages. */
    protected final String path(String rest) {
        return "/t/" + app.tenant().slug() + "/" + rest;
    }

    /** The app's homepage in production. */
    protected final String home() {
        return path(app.app().slug() + "/production/home");
    }

    /** Comes from the Ring app. */
    protected final Page arrive(TestBrowser someone, InstallationDetails installed) {
        return someone.get(path(app.app().slug() + "/production/link?" + query(installed)));
    }

    /** What Ring adds to the address that it sends a browser to. */
    protected static String query(InstallationDetails installed) {
        return installed.redirect().accountLinkUrl().getQuery();
    }

    /** Signs in to a new account of its own, with an address that is proved, and goes where it wanted. */
    protected final Page signUpAt(TestBrowser someone, String wanted) {
        ring.advance(Duration.ofSeconds(2));
        people++;
        hub.getBean(HubAccounts.class).createVouched(app.tenant().scope(), email(), Secret.of(PASSWORD), "::1");
        hub.getBean(Mailbox.class).proveAddresses(app.tenant().scope());
        Page form = someone.get(path("sign-in") + "?next=" + wanted);
        return someone.follow(someone.submit(form, path("sign-in"), lastPerson()));
    }

    /** Signs in as whoever signed up last. */
    protected final void signInAgain(TestBrowser someone) {
        someone.submit(someone.get(path("sign-in")), path("sign-in"), lastPerson());
    }

    private Map<String, String> lastPerson() {
        return Map.of("email", email(), "password", PASSWORD);
    }

    private String email() {
        return "person" + people + "@example.com";
    }

    /** Another household's browser. */
    protected final TestBrowser signedUp() {
        TestBrowser someone = stranger();
        signUpAt(someone, path("sign-in"));
        return someone;
    }

    /** Arrives, signs up and comes to what is asked then. */
    protected final Page confirmation(TestBrowser someone, InstallationDetails installed) {
        return signUpAt(someone, arrive(someone, installed).location());
    }

    /** Answers the confirmation. */
    protected static Page answer(TestBrowser someone, Page confirmation, String answer) {
        String action =
                confirmation.document().select("form:has([name=answer])").attr("action");
        return someone.submit(confirmation, action, Map.of("answer", answer));
    }

    /** Signs up, confirms, and has Ring told; answers the link as it is then. */
    protected final AccountLink linkedBy(TestBrowser someone, InstallationDetails installed) {
        answer(someone, confirmation(someone, installed), "link");
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        return onlyLink();
    }

    /** A new device of the account that has installed the app, shared with the app. */
    protected final DeviceDetails share(InstallationDetails installed, String name) {
        DeviceDetails device = ring.ring().homes().addDevice(installed.account(), name, DeviceKind.DOORBELL);
        ring.ring().homes().share(installed.id(), device.id());
        return device;
    }

    /** Has Ring asked for the devices. */
    protected final void listed() {
        ring.advance(Duration.ofMinutes(16));
        browser.get(home());
        hub.getBean(HeldBackground.class).goOn();
    }

    /** The one link of the app's tenant. */
    protected final AccountLink onlyLink() {
        assertThat(linkIds()).hasSize(1);
        return links.get(app.tenant().scope(), linkIds().getFirst());
    }

    /** All links of the app's tenant. */
    protected final List<String> linkIds() {
        return hub.getBean(LinkHealths.class).page(app.tenant().scope(), LinkFilter.ALL, "", 10).stream()
                .map(LinkStatus::linkId)
                .toList();
    }
}
