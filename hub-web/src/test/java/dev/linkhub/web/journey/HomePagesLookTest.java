package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.device.DeviceChange;
import dev.linkhub.device.Devices;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.DeviceDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.subscription.SubscriptionType;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Home, and the pages on which a household repairs or disconnects a link, in each of a link's conditions. */
@MicronautTest(transactional = false)
class HomePagesLookTest extends PagesLook {

    @Inject
    FreshTokens freshTokens;

    @Inject
    Devices devices;

    @Inject
    AppPauses pauses;

    private String account;
    private InstallationDetails installed;

    @BeforeEach
    void installation() {
        account = ring.account();
        ring.ring().homes().addDevice(account, "Front door", DeviceKind.DOORBELL);
        installed = ring.install(app, account);
    }

    @Test
    void nothingLinked() {
        signUpAt(browser, home());
        see(browser, home(), "home-nothing-linked", "home.heading");
        see(browser, path("repair/lnk_unknown"), "no-such-link", "no-such-link.heading");
    }

    @Test
    void beingSetUp() {
        answer(browser, confirmation(browser, installed), "link");
        seeHome("home-being-set-up", "link.setting-up");
        ring.advance(Duration.ofMinutes(11));
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        seeHome("home-not-finished", "link.unfinished");
        see(browser, repair(), "repair-finish", "repair.heading-finish");
    }

    @Test
    void workingWithDevices() {
        linkedBy(browser, installed);
        seeHome("home-new", "link.working");
        DeviceDetails shed = share(installed, "Shed");
        DeviceDetails garage = share(installed, "Garage, behind the bicycles");
        ring.ring().subscriptions().start(installed.id(), SubscriptionType.PAID);
        listed();
        ring.advance(Duration.ofMinutes(1));
        ring.ring().homes().press(account, shed.id());
        ring.advance(Duration.ofMinutes(1));
        ring.ring().homes().press(account, garage.id());
        background.goOn();
        seeHome("home-working", "link.working");

        ring.ring().homes().unshare(installed.id(), shed.id());
        background.goOn();
        go(browser, home());
        page.locator("summary").click();
        look("home-removed-devices", "home.heading");
        see(browser, repair(), "repair-not-needed", "repair.heading-done");
    }

    @Test
    void workingWithNoDevice() {
        AccountLink link = linkedBy(browser, installed);
        listed();
        ring.advance(Duration.ofMinutes(1));
        devices.ofLink(app.tenant().scope(), link.linkId())
                .forEach(device -> devices.note(
                        app.tenant().scope(),
                        link.linkId(),
                        device.ringDeviceId(),
                        DeviceChange.REMOVED,
                        clock.instant()));
        seeHome("home-no-device", "link.working");
    }

    @Test
    void ringIsSlow() {
        AccountLink link = linkedBy(browser, installed);
        ring.ring().fault(NewFault.answering("token.refresh_token", 503).always());
        assertThat(refresh(link)).isInstanceOf(Freshness.Unavailable.class);
        seeHome("home-ring-slow", "link.working");
    }

    @Test
    void paused() {
        linkedBy(browser, installed);
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        seeHome("home-paused", "link.paused");
    }

    @Test
    void brokenAndRepaired() {
        AccountLink link = linkedBy(browser, installed);
        ring.ring().revoke(installed.id());
        assertThat(refresh(link)).isInstanceOf(Freshness.Unhealthy.class);
        seeHome("home-broken", "link.broken");
        see(browser, repair(), "repair-remove", "repair.heading");

        ring.advance(Duration.ofMinutes(3));
        ring.ring().remove(installed.id());
        background.goOn();
        seeHome("home-removed", "link.removed");
        see(browser, repair(), "repair-reconnect", "repair.heading");

        InstallationDetails again = ring.install(app, account);
        see(browser, repair(), "repair-sign-in", "repair.heading");
        answer(browser, browser.follow(arrive(browser, again)), "link");
        go(browser, repair());
        assertThat(page.locator(".steps")).containsText(WORDS.say("repair.telling"));
        look("repair-telling", "repair.heading");
        background.goOn();
        see(browser, repair(), "repair-done", "repair.heading-done");
    }

    @Test
    void disconnected() {
        linkedBy(browser, installed);
        String disconnect = path("disconnect/" + onlyLink().linkId());
        see(browser, disconnect, "disconnect", "disconnect.heading");
        press(page, WORDS.say("disconnect.button"));
        assertThat(page.locator("h2 .badge")).hasText(WORDS.say("link.disconnected"));
        look("home-disconnecting", "home.heading");
        background.goOn();
        seeHome("home-disconnected", "link.disconnected");
        see(browser, repair(), "repair-leave", "repair.heading-leave");
    }

    @Test
    void aFormThatComesAfterItsSession() {
        linkedBy(browser, installed);
        go(browser, path("disconnect/" + onlyLink().linkId()));
        page.context().clearCookies();
        press(page, WORDS.say("disconnect.button"));
        look("signed-out-meanwhile", "signed-out.heading");
    }

    private void seeHome(String name, String state) {
        go(browser, home());
        assertThat(page.locator("h2 .badge")).hasText(WORDS.say(state));
        look(name, "home.heading");
    }

    private String repair() {
        return path("repair/" + onlyLink().linkId());
    }

    /** Forces a refresh now. */
    private Freshness refresh(AccountLink link) {
        return freshTokens.ensure(app.app(), link.grantId(), Duration.ofMinutes(5), 1);
    }
}
