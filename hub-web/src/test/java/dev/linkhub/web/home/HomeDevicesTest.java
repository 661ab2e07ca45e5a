package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.device.DeviceChange;
import dev.linkhub.device.Devices;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.DeviceDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.subscription.SubscriptionType;
import dev.linkhub.web.testing.HeldBackground;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class HomeDevicesTest extends PagesJourney {

    @Inject
    HeldBackground background;

    @Inject
    Devices devices;

    private String account;
    private InstallationDetails installed;
    private AccountLink link;

    @BeforeEach
    void aLink() {
        background.goOn();
        account = ring.account();
        ring.ring().homes().addDevice(account, "Front door", DeviceKind.DOORBELL);
        installed = ring.install(app, account);
        link = linkedBy(browser, installed);
    }

    @Test
    void homeShowsTheDevicesThatRingListsWithoutWaitingForRing() {
        int asked = calls(app, "devices.list").size();
        Page before = browser.get(home());
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.document().select(".link-state").text()).contains("Ring has not listed your devices yet.");
        assertThat(calls(app, "devices.list")).as("while the page was made").hasSize(asked);

        background.goOn();
        assertThat(calls(app, "devices.list")).hasSize(asked + 1);
        Page after = browser.get(home());
        assertThat(after.document().select(".shared li")).isNotEmpty();
        assertThat(after.document().select(".shared li").text()).contains("Online");
        assertThat(after.document().select(".link-state").text()).contains("Ring last listed your devices on");
        assertThat(after.document().select(".advice")).isEmpty();
        background.goOn();
        assertThat(calls(app, "devices.list")).as("a quarter of an hour long").hasSize(asked + 1);
    }

    @Test
    void homeSaysThatRingItselfCannotBeAsked() {
        assertThat(browser.get(home()).document().select("main").text())
                .contains(
                        "Ring itself cannot be asked how a link stands. This page shows what Ring last told us, and when.");
    }

    @Test
    void manyDevicesAreAllThereAndMarkupInANameIsText() {
        for (int i = 0; i < 30; i++) {
            share(installed, "<b>Camera</b> " + i);
        }
        listed();
        Page page = browser.get(home());
        assertThat(page.document().select(".shared li").size()).isGreaterThanOrEqualTo(30);
        assertThat(page.document().select(".shared b")).isEmpty();
        assertThat(page.document().select(".shared").text()).contains("<b>Camera</b> 29");
    }

    @Test
    void aDeviceThatIsNoLongerSharedStaysVisibleForAWhile() {
        DeviceDetails shed = share(installed, "Shed");
        listed();
        ring.advance(Duration.ofMinutes(1));
        ring.ring().homes().unshare(installed.id(), shed.id());
        background.goOn();
        Page page = browser.get(home());
        assertThat(page.document().select(".shared").text()).doesNotContain("Shed");
        assertThat(page.document().select(".removed").text())
                .contains("No longer shared (1)")
                .contains("Shed")
                .contains("Shown for 30 days");
        assertThat(page.document().select(".lately li:first-child").text()).startsWith("Shed was removed");

        ring.advance(Devices.KEEP_REMOVED.plusSeconds(1));
        devices.sweep(app.tenant().scope());
        signInAgain(browser);
        assertThat(browser.get(home()).document().select(".removed")).isEmpty();
    }

    @Test
    void withoutAnyDeviceTheLinkIsKeptAndHomeSaysWhatToDo() {
        listed();
        ring.advance(Duration.ofMinutes(1));
        devices.ofLink(app.tenant().scope(), link.linkId())
                .forEach(device -> devices.note(
                        app.tenant().scope(),
                        link.linkId(),
                        device.ringDeviceId(),
                        DeviceChange.REMOVED,
                        clock.instant()));
        Page page = browser.get(home());
        assertThat(page.document().select(".advice").text())
                .startsWith("No device is shared with this app now")
                .contains("choose the devices that it may use");
        assertThat(page.document().select("h2 .badge").text()).isEqualTo("Working");
    }

    @Test
    void aSubscriptionThatEndedIsSaid() {
        String subscription = ring.ring()
                .subscriptions()
                .start(installed.id(), SubscriptionType.PAID)
                .id();
        background.goOn();
        assertThat(browser.get(home()).document().select(".subscription").text())
                .startsWith("Your subscription in Ring is active");
        ring.advance(Duration.ofMinutes(1));
        ring.ring().subscriptions().end(subscription);
        background.goOn();
        Page page = browser.get(home());
        assertThat(page.document().select(".subscription").text()).startsWith("Your subscription in Ring ended on");
        assertThat(page.document().select(".lately").text()).contains("Your subscription in Ring ended");
    }

    @Test
    void withRingAwayThePageIsThereAllTheSame() {
        listed();
        ring.advance(Duration.ofMinutes(20));
        ring.ring().fault(NewFault.answering("devices.list", 503).always());
        assertThat(browser.get(home()).status()).isEqualTo(200);
        background.goOn();
        Page page = browser.get(home());
        assertThat(page.document().select(".shared li")).isNotEmpty();
        assertThat(page.document().select(".link-state").text()).contains("Ring last listed your devices on");
    }

    @Test
    void anotherHouseholdSeesNoneOfIt() {
        share(installed, "Nursery");
        listed();
        assertThat(signedUp().get(home()).body()).doesNotContain("Nursery");
        assertThat(stranger().get(home()).body()).doesNotContain("Nursery");
    }
}
