package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.device.Device;
import dev.linkhub.device.DeviceListing;
import dev.linkhub.device.Devices;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.linking.LinksByAccount;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.subscription.Subscription;
import dev.linkhub.subscription.Subscriptions;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Ring says of the account that a link had is not said of the one that it has gone on with. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ContinuedLinkNewsTest extends LinkingJourney {

    private static final String DOOR = "ava1.ring.device.DOOR";
    private static final String YARD = "ava1.ring.device.YARD";
    private static final String SUBSCRIPTION = "ava1.ring.subscription.S";

    @Inject
    StoredEvents events;

    @Inject
    EventRows rows;

    @Inject
    EventEffects effects;

    @Inject
    RingWebhooks webhooks;

    @Inject
    Devices devices;

    @Inject
    DeviceListing listing;

    @Inject
    Subscriptions subscriptions;

    @Inject
    LinkDisconnection disconnection;

    @Inject
    LinksByAccount byAccount;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private TenantScope tenant;
    private String oldAccount;
    private String newAccount;
    private String ada;
    private String linkId;
    private int sent;

    @BeforeEach
    void aLink() {
        app = ring.onboard();
        tenant = app.tenant().scope();
        oldAccount = ring.account();
        newAccount = ring.account();
        sent = 0;
        // Ring's events are dated to the millisecond.
        clock.set(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        ring.ring().homes().addDevice(oldAccount, "Old door", DeviceKind.DOORBELL);
        ada = household(app, "ada");
        linkId = linked(app, oldAccount, ada);
    }

    @Test
    void theOldAccountsDevicesAndSubscriptionsGoAtOnce() {
        listing.proceed(tenant, linkId);
        tell(oldAccount, DOOR, "device_added");
        tell(oldAccount, SUBSCRIPTION, "subscription_activated");
        assertThat(devices.ofLink(tenant, linkId)).anyMatch(Device::shared);
        goOnWithTheNewAccount();
        assertThat(devices.ofLink(tenant, linkId)).isEmpty();
        assertThat(subscriptions.ofLink(tenant, linkId)).isEmpty();
        assertThat(listing.listedAt(tenant, linkId)).isEmpty();
    }

    /** The user may have moved a camera to the new account: its id may be the same. */
    @Test
    void whatRingSaidOfTheNewAccountBeforeTheClaimCounts() {
        tell(oldAccount, DOOR, "device_added");
        tell(oldAccount, YARD, "device_added");
        tell(oldAccount, SUBSCRIPTION, "subscription_activated");
        disconnection.ask(tenant, linkId, ada);
        InstallationDetails installed = ring.install(app, newAccount);
        tell(newAccount, DOOR, "device_added");
        tell(newAccount, SUBSCRIPTION, "subscription_deactivated");
        ring.advance(Duration.ofSeconds(20));
        goOn(app, installed, ada, linkId);
        assertThat(devices.ofLink(tenant, linkId)).singleElement().satisfies(device -> {
            assertThat(device.ringDeviceId()).isEqualTo(DOOR);
            assertThat(device.shared()).isTrue();
        });
        assertThat(subscriptions.ofLink(tenant, linkId))
                .extracting(Subscription::isActive)
                .containsExactly(false);
    }

    @Test
    void aLateWebhookOfTheOldAccountIsNotTheLinks() {
        goOnWithTheNewAccount();
        completion.proceed(tenant, linkId);
        String late = tell(oldAccount, DOOR, "device_added");
        tell(oldAccount, SUBSCRIPTION, "subscription_activated");
        assertThat(stored(late).linkId()).isNull();
        assertThat(devices.ofLink(tenant, linkId)).isEmpty();
        assertThat(subscriptions.ofLink(tenant, linkId)).isEmpty();
        assertThat(webhooks.ofLink(tenant, linkId, 100))
                .extracting(RingEvent::requestId)
                .doesNotContain(late);
        String ofNewAccount = tell(newAccount, YARD, "device_added");
        assertThat(stored(ofNewAccount).linkId()).isEqualTo(linkId);
        assertThat(devices.ofLink(tenant, linkId))
                .extracting(Device::ringDeviceId)
                .containsExactly(YARD);
    }

    @Test
    void aWebhookThatWasFiledBeforeAndAppliedAfterwardsSaysNothingOfTheLink() {
        String device = store(oldAccount, DOOR, "device_added");
        String subscription = store(oldAccount, SUBSCRIPTION, "subscription_activated");
        assertThat(stored(device).linkId()).isEqualTo(linkId);
        goOnWithTheNewAccount();
        apply(device);
        apply(subscription);
        assertThat(stored(device).appliedAt()).as("dealt with").isNotNull();
        assertThat(devices.ofLink(tenant, linkId)).isEmpty();
        assertThat(subscriptions.ofLink(tenant, linkId)).isEmpty();
    }

    @Test
    void aLateRemovalOfTheOldAccountIsNotTheLinks() {
        goOnWithTheNewAccount();
        completion.proceed(tenant, linkId);
        ring.advance(Duration.ofMinutes(10));
        String removal = "removal";
        byte[] body = SignedBody.event(removal, oldAccount, "app_integration_removed", clock.instant());
        events.store(app.production(), EventBody.read(body).orElseThrow(), body);
        apply(removal);
        assertThat(stored(removal).linkId()).isNull();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grants.accessToken(tenant, link(app, linkId).grantId())).isPresent();
    }

    /** Ring is asked with the old account's token, and answers when the link has gone on. */
    @Test
    void aListOfTheOldAccountsDevicesOnItsWayIsNotTheLinks() throws Exception {
        ring.ring().fault(NewFault.late("devices.list", Duration.ofSeconds(2)).times(1));
        CompletableFuture<Optional<Instant>> listed =
                CompletableFuture.supplyAsync(() -> listing.proceed(tenant, linkId), Thread::startVirtualThread);
        untilTheFaultIsUsedUp();
        goOnWithTheNewAccount();
        listed.get(60, TimeUnit.SECONDS);
        assertThat(devices.ofLink(tenant, linkId)).isEmpty();
        assertThat(listing.listedAt(tenant, linkId)).isEmpty();
    }

    @Test
    void theNewAccountsDevicesAreListedOnceTheLinkIsCompleted() {
        ring.ring().homes().addDevice(newAccount, "New door", DeviceKind.DOORBELL);
        listing.proceed(tenant, linkId);
        List<String> ofOldAccount = devices.ofLink(tenant, linkId).stream()
                .map(Device::ringDeviceId)
                .toList();
        goOnWithTheNewAccount();
        completion.proceed(tenant, linkId);
        assertThat(listing.proceed(tenant, linkId)).isEmpty();
        assertThat(listing.listedAt(tenant, linkId)).isPresent();
        assertThat(devices.ofLink(tenant, linkId))
                .isNotEmpty()
                .allMatch(Device::shared)
                .extracting(Device::ringDeviceId)
                .doesNotContainAnyElementsOf(ofOldAccount);
    }

    /** Or it might go on with another account between the question and the writing. */
    @Test
    void whileNewsOfAnAccountAreWrittenTheLinkStaysThatAccounts() {
        String taken = "SELECT link_id FROM account_link WHERE tenant_id = ? AND link_id = ? FOR UPDATE NOWAIT";
        assertThat(take(taken)).isTrue();
        transactions.executeWrite(status -> {
            assertThat(byAccount.isStillOf(tenant, linkId, newAccount)).isFalse();
            assertThat(byAccount.isStillOf(tenant, linkId, oldAccount)).isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> take(taken), Thread::startVirtualThread)
                            .join())
                    .isFalse();
            return linkId;
        });
        assertThat(take(taken)).isTrue();
    }

    @RepeatedTest(12)
    void newsOfTheOldAccountAndItsEndHereDoNotCross() throws Exception {
        String early = store(oldAccount, YARD, "device_added");
        disconnection.ask(tenant, linkId, ada);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        atOnce(List.of(
                () -> claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId),
                () -> effects.apply(tenant, EventEffects.subject(app.app().appId(), early)),
                () -> tell(oldAccount, DOOR, "device_added")));
        assertThat(link(app, linkId).ringAccountId()).isEqualTo(newAccount);
        assertThat(devices.ofLink(tenant, linkId)).isEmpty();
    }

    private boolean take(String sql) {
        try {
            return transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
                statement.setString(1, app.tenant().tenantId());
                statement.setString(2, linkId);
                try (ResultSet found = statement.executeQuery()) {
                    return found.next();
                }
            }));
        } catch (DataAccessException locked) {
            return false;
        }
    }

    private void goOnWithTheNewAccount() {
        disconnection.ask(tenant, linkId, ada);
        goOn(app, ring.install(app, newAccount), ada, linkId);
    }

    private String tell(String account, String subject, String type) {
        String requestId = store(account, subject, type);
        apply(requestId);
        return requestId;
    }

    private String store(String account, String subject, String type) {
        sent++;
        String requestId = "news-" + sent;
        String source = type.startsWith("subscription")
                ? "\"source\":\"subscriptions\",\"source_id\":\"%s\"".formatted(subject)
                : "\"source\":\"%s\",\"source_type\":\"devices\"".formatted(subject);
        Instant at = clock.instant();
        byte[] body = """
                {"meta":{"version":"1.1","time":"%s","request_id":"%s","account_id":"%s"},
                 "data":{"id":"evt","type":"%s","attributes":{%s,"timestamp":%d}}}""".formatted(at, requestId, account, type, source, at.toEpochMilli())
                .getBytes(UTF_8);
        events.store(app.production(), EventBody.read(body).orElseThrow(), body);
        return requestId;
    }

    private void apply(String requestId) {
        assertThat(effects.apply(tenant, EventEffects.subject(app.app().appId(), requestId)))
                .isEmpty();
    }

    private RingEvent stored(String requestId) {
        return rows.find(app.tenant().tenantId(), app.app().appId(), requestId).orElseThrow();
    }

    private void untilTheFaultIsUsedUp() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ring.ring().faults().stream().anyMatch(fault -> fault.remaining() != 0)) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }
}
