package dev.linkhub.web.journey;

import dev.linkhub.audit.Actor;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.household.Mailbox;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.testing.PictureServer;
import dev.linkhub.wording.OwnWording;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is around pages: errors wherever they come from, and tenants of all names and colours. */
@MicronautTest(transactional = false)
@Property(name = "hub.egress-allow", value = "localhost")
@Property(name = "hub.test.broken-pages", value = "true")
class FramePagesLookTest extends PagesLook {

    private static final String LONG = "Wolfeschlegelsteinhausenbergerdorff";

    @Inject
    Brandings brandings;

    @Inject
    Mailbox mailbox;

    @Inject
    FreshTokens freshTokens;

    @Test
    void errors() {
        browser.get(path("sign-in"));
        see(browser, "/", "not-found-of-nobody", "error.not-found.heading");
        see(browser, path("nowhere"), "not-found", "error.not-found.heading");
        see(browser, path("sign-out"), "wrong-method", "error.method.heading");
        see(browser, path("broken/away"), "database-away", "error.away.heading");
        see(browser, path("broken/bug"), "our-fault", "error.ours.heading");
        for (int i = 0; i < 30; i++) {
            page.navigate(address(path("sign-in")));
        }
        page.navigate(address(path("sign-in")));
        look("too-many-requests", "error.too-many.heading");
    }

    @ParameterizedTest
    @CsvSource({"yellow,#ffd400", "black,#000000", "white,#ffffff", "grey,#808080", "red,#d40000"})
    void everyColourCanBeRead(String name, String colour) {
        brand("Acme Home", colour, null);
        see(browser, path("sign-in"), "brand-" + name, "sign-in");
    }

    /** As a household of a tenant with a look of its own goes through it all. */
    @Test
    void aTenantsOwnLook() throws IOException {
        try (PictureServer cdn = PictureServer.start()) {
            brand("Casa Sicura", "#0f766e", cdn.address("/logo.svg"));
        }
        apps.rename(app.tenant().scope(), app.app().appId(), "Doorman", Actor.OPERATOR);
        String account = ring.account();
        ring.ring().homes().addDevice(account, "Front door", DeviceKind.DOORBELL);
        ring.ring().homes().addDevice(account, "Garden", DeviceKind.CAMERA);
        InstallationDetails installed = ring.install(app, account);
        String flow = arrive(browser, installed).location();
        see(browser, path("sign-in") + "?next=" + flow, "brand-sign-in", "sign-in");
        signUpAt(browser, flow);
        see(browser, flow, "brand-confirm", "confirm.heading");
        press(page, WORDS.say("confirm.link"));
        background.goOn();
        look("brand-linked", "linked.heading");
        go(browser, home());
        background.goOn();
        see(browser, home(), "brand-home", "home.heading");

        ring.ring().revoke(installed.id());
        freshTokens.ensure(app.app(), onlyLink().grantId(), Duration.ofMinutes(5), 1);
        ring.advance(Duration.ofMinutes(3));
        ring.ring().remove(installed.id());
        background.goOn();
        see(browser, path("repair/" + onlyLink().linkId()), "brand-repair", "repair.heading");
    }

    @Test
    void longNamesOnTheWayAndAtHome() {
        String name = LONG + LONG + " &".repeat(5);
        brand(name, "#7c3aed", null);
        apps.rename(app.tenant().scope(), app.app().appId(), name, Actor.OPERATOR);
        InstallationDetails installed = ring.install(
                app,
                ring.ring()
                        .createAccount(NewAccount.of(LONG, LONG, LONG + "@" + LONG + LONG + ".example"))
                        .id());
        String flow = arrive(browser, installed).location();
        see(browser, path("create-account") + "?next=" + flow, "long-create-account", "create-account.heading");
        account(veryLongEmail());
        go(browser, path("sign-in") + "?next=" + flow);
        type(page, WORDS, veryLongEmail(), PASSWORD, "sign-in");
        look("long-address-needed", "address-needed.heading");
        mailbox.proveAddresses(app.tenant().scope());
        click(page, WORDS.say("address-needed.go-on"));
        look("long-confirm", "confirm.heading");
        press(page, WORDS.say("confirm.link"));
        look("long-telling", "telling.heading");
        background.goOn();
        look("long-linked", "linked.heading");
        click(page, WORDS.say("show-link"));
        look("long-home", "home.heading");
    }

    private static String veryLongEmail() {
        return "v" + "e".repeat(62) + "@" + (LONG + ".").repeat(4) + "example";
    }

    private void brand(String name, String colour, @Nullable String logo) {
        brandings.put(
                app.tenant().scope(),
                new Branding(
                        name,
                        colour,
                        logo,
                        logo,
                        "help@example.com",
                        "https://example.com/help",
                        null,
                        Set.of(),
                        OwnWording.NONE),
                Actor.OPERATOR);
    }
}
