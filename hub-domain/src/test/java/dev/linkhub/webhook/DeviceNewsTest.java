package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.device.Device;
import dev.linkhub.device.DeviceListing;
import dev.linkhub.device.Devices;
import dev.linkhub.grant.GrantState;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.ring.DeviceKind;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.subscription.Subscription;
import dev.linkhub.subscription.Subscriptions;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class DeviceNewsTest extends LinkingJourney {

    private static final String DOOR = "ava1.ring.device.DOOR";
    private static final String YARD = "ava1.ring.device.YARD";

    @Inject
    StoredEvents events;

    @Inject
    EventEffects effects;

    @Inject
    Devices devices;

    @Inject
    DeviceListing listing;

    @Inject
    Subscriptions subscriptions;

    @Inject
    LinkHistory history;

    private Onboarded app;
    private TenantScope tenant;
    private String account;
    private int sent;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        tenant = app.tenant().scope();
        account = ring.account();
        sent = 0;
        // Ring's events are dated to the millisecond.
        clock.set(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        ring.ring().homes().addDevice(account, "Front door", dev.linkhub.simulator.account.DeviceKind.DOORBELL);
    }

    @Test
    void whatRingSaysOfADeviceIsNotedWithItsOwnTime() {
        String linkId = claimed();
        Instant start = clock.instant();
        ring.advance(Duration.ofMinutes(10));
        tell(DOOR, "device_added", start.plusSeconds(1));
        tell(DOOR, "device_offline", start.plusSeconds(3));
        tell(DOOR, "device_online", start.plusSeconds(2));
        tell(DOOR, "tamper_detected", start.plusSeconds(4));
        Device door = device(linkId, DOOR);
        assertThat(door.shared()).isTrue();
        assertThat(door.online()).isFalse();
        assertThat(door.since()).isEqualTo(start.plusSeconds(3));
        assertThat(door.lastEventAt()).isEqualTo(start.plusSeconds(4));
        assertThat(history.newestFirst(tenant, linkId, AccountLinks.NOW, 1)
                        .getFirst()
                        .detail())
                .isEqualTo(DOOR);
    }

    @Test
    void theLastDeviceMayGoAndTheTokensStay() {
        String linkId = claimed();
        tell(DOOR, "device_added", clock.instant());
        ring.advance(Duration.ofSeconds(5));
        tell(DOOR, "device_removed", clock.instant());
        assertThat(device(linkId, DOOR).shared()).isFalse();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.accessToken(tenant, link(app, linkId).grantId())).isPresent();
    }

    @Test
    void newsOfAnAccountThatNobodyHasClaimedWaitForItsLink() {
        tell(DOOR, "device_added", clock.instant());
        tell(YARD, "device_added", clock.instant());
        ring.advance(Duration.ofSeconds(5));
        tell(YARD, "device_removed", clock.instant());
        tellOfSubscription("subscription_activated", clock.instant());
        String linkId = claimed();
        assertThat(device(linkId, DOOR).shared()).isTrue();
        assertThat(device(linkId, YARD).shared()).isFalse();
        assertThat(subscriptions.ofLink(tenant, linkId)).hasSize(1);
    }

    @Test
    void aDeviceFromTheFutureDoesNotOutdoItsRemoval() {
        String linkId = claimed();
        tell(DOOR, "device_added", clock.instant().plus(Duration.ofDays(300)));
        ring.advance(Duration.ofSeconds(5));
        tell(DOOR, "device_removed", clock.instant());
        assertThat(device(linkId, DOOR).shared()).isFalse();
    }

    @Test
    void subscriptionsEndAtOnceAndOldNewsDoNotReviveThem() {
        String linkId = claimed();
        Instant start = clock.instant();
        ring.advance(Duration.ofMinutes(1));
        tellOfSubscription("subscription_activated", start.plusSeconds(1));
        assertThat(subscriptions.ofLink(tenant, linkId))
                .extracting(Subscription::isActive)
                .containsExactly(true);
        tellOfSubscription("subscription_deactivated", start.plusSeconds(3));
        tellOfSubscription("subscription_activated", start.plusSeconds(2));
        assertThat(subscriptions.ofLink(tenant, linkId)).hasSize(1).allSatisfy(one -> {
            assertThat(one.isActive()).isFalse();
            assertThat(one.since()).isEqualTo(start.plusSeconds(3));
        });
    }

    @Test
    void withTheAppItsDevicesAreRemoved() {
        String linkId = claimed();
        tell(DOOR, "device_added", clock.instant());
        ring.advance(Duration.ofMinutes(3));
        apply(SignedBody.event("removal", account, "app_integration_removed", clock.instant()), "removal");
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(device(linkId, DOOR).removedAt()).isEqualTo(clock.instant());
    }

    @Test
    void ringListsTheDevicesOnceTheLinkIsCompleted() {
        String linkId = linked(app, account, household(app, "ada"));
        assertThat(listing.listedAt(tenant, linkId)).isEmpty();
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(listing.listedAt(tenant, linkId)).hasValue(clock.instant());
        List<Device> found = devices.ofLink(tenant, linkId);
        assertThat(found).isNotEmpty().allSatisfy(device -> {
            assertThat(device.shared()).isTrue();
            assertThat(device.name()).isNotBlank();
            assertThat(device.online()).isNotNull();
        });
        assertThat(found).extracting(Device::kind).contains(DeviceKind.CAMERA);
        int calls = calls(app, "devices.list").size();
        assertThat(listing.proceed(tenant, linkId)).as("nobody wants another").isEmpty();
        assertThat(calls(app, "devices.list")).hasSize(calls);
    }

    @Test
    void aListIsTriedAgainWhereRingDoesNotAnswerAndNothingIsTakenForGone() {
        String linkId = linked(app, account, household(app, "ada"));
        listing.proceed(tenant, linkId);
        int before = devices.ofLink(tenant, linkId).size();
        ring.advance(Duration.ofMinutes(16));
        assertThat(listing.wantIfOld(tenant, linkId)).isTrue();
        ring.ring().fault(NewFault.answering("devices.list", 503).times(1));
        assertThat(listing.proceed(tenant, linkId)).hasValue(clock.instant().plusSeconds(30));
        assertThat(listing.wantIfOld(tenant, linkId)).as("just tried").isFalse();
        assertThat(devices.ofLink(tenant, linkId)).hasSize(before).allMatch(Device::shared);
        ring.advance(Duration.ofSeconds(31));
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(listing.wantIfOld(tenant, linkId)).as("a fresh one is there").isFalse();
    }

    @Test
    void aRefusedTokenIsRefreshedOnceForTheList() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.ring().fault(NewFault.answering("devices.list", 401).times(1));
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(devices.ofLink(tenant, linkId)).isNotEmpty();
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
    }

    @Test
    void aRingThatRefusesEveryTokenIsAskedTwiceAndThenLeftAlone() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.ring().fault(NewFault.answering("devices.list", 403).always());
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(calls(app, "devices.list")).hasSize(2);
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
        assertThat(listing.listedAt(tenant, linkId)).isEmpty();
    }

    @Test
    void aLinkThatRingHasNotOpenedYetIsNotListed() {
        String linkId = claim(app, ring.install(app, account), household(app, "ada"));
        listing.want(tenant, linkId);
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(calls(app, "devices.list")).isEmpty();
    }

    @Test
    void anotherTenantCannotHaveALinkListed() {
        String linkId = linked(app, account, household(app, "ada"));
        TenantScope other = ring.onboard().tenant().scope();
        int calls = calls(app, "devices.list").size();
        listing.want(other, linkId);
        assertThat(listing.proceed(other, linkId)).isEmpty();
        assertThat(calls(app, "devices.list")).hasSize(calls);
        assertThat(devices.ofLink(other, linkId)).isEmpty();
    }

    private String claimed() {
        InstallationDetails installed = ring.install(app, account);
        return completed(app, installed, household(app, "ada"));
    }

    private Device device(String linkId, String id) {
        return devices.ofLink(tenant, linkId).stream()
                .filter(device -> device.ringDeviceId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void tell(String device, String type, Instant at) {
        send(type, "\"source\":\"%s\",\"source_type\":\"devices\"".formatted(device), at);
    }

    private void tellOfSubscription(String type, Instant at) {
        send(type, "\"source\":\"subscriptions\",\"source_id\":\"ava1.ring.subscription.S\"", at);
    }

    private void send(String type, String source, Instant at) {
        sent++;
        String requestId = "news-" + sent;
        byte[] body = """
                {"meta":{"version":"1.1","time":"%s","request_id":"%s","account_id":"%s"},
                 "data":{"id":"evt","type":"%s","attributes":{%s,"timestamp":%d}}}""".formatted(at, requestId, account, type, source, at.toEpochMilli())
                .getBytes(UTF_8);
        apply(body, requestId);
    }

    private void apply(byte[] body, String requestId) {
        events.store(app.production(), EventBody.read(body).orElseThrow(), body);
        assertThat(effects.apply(tenant, EventEffects.subject(app.app().appId(), requestId)))
                .isEmpty();
    }
}
