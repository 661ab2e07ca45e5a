package dev.linkhub.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.id.PublicIds;
import dev.linkhub.ring.DeviceKind;
import dev.linkhub.ring.DevicesAnswer.Listed;
import dev.linkhub.ring.ListedDevice;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class DevicesTest implements HubTest {

    private static final String DOOR = "ava1.ring.device.DOOR";
    private static final String YARD = "ava1.ring.device.YARD";

    @Inject
    Devices devices;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    @Inject
    PublicIds ids;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private TenantScope tenant;
    private String linkId;
    private Instant start;
    private int tenantNumber;

    @BeforeEach
    void aLink() {
        tenantNumber++;
        tenant =
                tenants.create("devices-" + tenantNumber, "Devices", "operator").scope();
        linkId = ids.next("lnk");
        start = clock.instant();
    }

    @Test
    void inWhateverOrderAndHoweverOftenNewsComeTheyEndAlike() {
        List<News> news = List.of(
                new News(DeviceChange.ADDED, 1),
                new News(DeviceChange.OFFLINE, 2),
                new News(DeviceChange.ONLINE, 3),
                new News(DeviceChange.EVENT, 4),
                new News(DeviceChange.REMOVED, 5),
                new News(DeviceChange.ADDED, 6),
                new News(DeviceChange.OFFLINE, 7));
        Set<Device> ends = new HashSet<>();
        Random random = new Random(19);
        for (int round = 0; round < 60; round++) {
            linkId = ids.next("lnk");
            List<News> order = new ArrayList<>(news);
            order.addAll(news.subList(0, 4));
            Collections.shuffle(order, random);
            order.forEach(one -> note(DOOR, one.change(), one.second()));
            ends.add(only());
        }
        assertThat(ends).hasSize(1);
        Device end = ends.iterator().next();
        assertThat(end.shared()).isTrue();
        assertThat(end.addedAt()).isEqualTo(second(6));
        assertThat(end.removedAt()).isNull();
        assertThat(end.online()).isFalse();
        assertThat(end.since()).isEqualTo(second(7));
        assertThat(end.lastEventAt()).isEqualTo(second(4));
    }

    @Test
    void aLateAdditionDoesNotBringARemovedDeviceBack() {
        note(DOOR, DeviceChange.REMOVED, 5);
        note(DOOR, DeviceChange.ADDED, 4);
        assertThat(only().shared()).isFalse();
        assertThat(only().removedAt()).isEqualTo(second(5));
        note(DOOR, DeviceChange.REMOVED, 3);
        assertThat(only().removedAt()).as("the later removal stays").isEqualTo(second(5));
        note(DOOR, DeviceChange.ADDED, 5);
        assertThat(only().shared()).as("of the same time the removal counts").isFalse();
        note(DOOR, DeviceChange.ADDED, 6);
        assertThat(only().shared()).isTrue();
    }

    @Test
    void aRemovedDeviceIsNeitherOnlineNorOffline() {
        note(DOOR, DeviceChange.ONLINE, 1);
        assertThat(only().online()).isTrue();
        note(DOOR, DeviceChange.REMOVED, 2);
        assertThat(only().online()).isNull();
        assertThat(only().since()).isNull();
    }

    @Test
    void theListBringsNamesKindsAndWhatNoWebhookSaid() {
        note(DOOR, DeviceChange.ADDED, 5);
        list(10, device(DOOR, "Front door", true), device(YARD, "Yard", false));
        List<Device> found = devices.ofLink(tenant, linkId);
        assertThat(found).extracting(Device::name).containsExactly("Front door", "Yard");
        assertThat(found).extracting(Device::kind).containsOnly(DeviceKind.CAMERA);
        assertThat(found).extracting(Device::online).containsExactly(true, false);
        assertThat(found).extracting(Device::addedAt).containsExactly(second(5), second(10));
    }

    @Test
    void whatTheListNoLongerHasIsRemovedUnlessItWasAddedSince() {
        note(DOOR, DeviceChange.ADDED, 5);
        note(YARD, DeviceChange.ADDED, 15);
        list(10);
        assertThat(devices.ofLink(tenant, linkId)).extracting(Device::shared).containsExactly(true, false);
        assertThat(devices.ofLink(tenant, linkId).getFirst().ringDeviceId()).isEqualTo(YARD);
    }

    @Test
    void anIncompleteListRemovesNothing() {
        note(DOOR, DeviceChange.ADDED, 5);
        devices.listed(tenant, linkId, new Listed(List.of(), false, null), second(10));
        assertThat(only().shared()).isTrue();
    }

    @Test
    void aWebhookOfALaterTimeOutdoesTheList() {
        note(DOOR, DeviceChange.REMOVED, 12);
        note(DOOR, DeviceChange.OFFLINE, 13);
        list(10, device(DOOR, "Front door", true));
        assertThat(only().shared()).isFalse();
        assertThat(only().name()).isEqualTo("Front door");
        note(DOOR, DeviceChange.ADDED, 14);
        assertThat(only().online()).isFalse();
    }

    @Test
    void aListThatSaysTheSameKeepsSinceWhen() {
        note(DOOR, DeviceChange.ADDED, 1);
        note(DOOR, DeviceChange.ONLINE, 2);
        list(10, device(DOOR, "Front door", true));
        list(20, device(DOOR, "Front door", true));
        assertThat(only().since()).isEqualTo(second(2));
        assertThat(only().addedAt()).isEqualTo(second(1));
    }

    @Test
    void aNewNameTakesTheOldOnesPlaceAndNeitherIsStoredInClear() {
        list(10, device(DOOR, "Anna's door", true));
        list(20, device(DOOR, "Bea's door", true));
        assertThat(only().name()).isEqualTo("Bea's door");
        assertThat(only().toString()).doesNotContain("Bea");
        byte[] stored = transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT name_sealed FROM link_device WHERE tenant_id = ?", statement -> {
                    statement.setString(1, tenant.tenantId());
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        return row.getBytes(1);
                    }
                }));
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("door");
    }

    @Test
    void aNameThatIsMovedToAnotherDeviceDoesNotOpenAndTheNextListHealsIt() {
        list(10, device(DOOR, "Front door", true), device(YARD, "Yard", true));
        transactions.executeWrite(status -> jdbc.prepareStatement("""
                UPDATE link_device a JOIN link_device b ON a.tenant_id = b.tenant_id AND a.link_id = b.link_id
                   SET a.name_sealed = b.name_sealed
                 WHERE a.tenant_id = ? AND a.ring_device_id = ? AND b.ring_device_id = ?
                """, statement -> {
            statement.setString(1, tenant.tenantId());
            statement.setString(2, DOOR);
            statement.setString(3, YARD);
            return statement.executeUpdate();
        }));
        assertThat(devices.ofLink(tenant, linkId)).extracting(Device::name).containsExactly("Yard", null);
        list(20, device(DOOR, "Front door", true), device(YARD, "Yard", true));
        assertThat(devices.ofLink(tenant, linkId)).extracting(Device::name).containsExactly("Front door", "Yard");
    }

    @Test
    void aLinkKeepsTwoHundredDevicesAndNoMore() {
        for (int i = 0; i < Devices.MOST + 3; i++) {
            note("ava1.ring.device.%03d".formatted(i), DeviceChange.ADDED, i);
        }
        list(500, device(YARD, "Yard", true), device("ava1.ring.device.000", "First", true));
        assertThat(devices.ofLink(tenant, linkId)).hasSize(Devices.MOST);
        note("ava1.ring.device.000", DeviceChange.OFFLINE, 600);
        assertThat(devices.ofLink(tenant, linkId))
                .filteredOn(device -> device.ringDeviceId().endsWith(".000"))
                .extracting(Device::online)
                .as("one of those that are kept")
                .containsExactly(false);
    }

    @Test
    void anotherTenantAndAnotherLinkSeeNothing() {
        note(DOOR, DeviceChange.ADDED, 1);
        TenantScope other =
                tenants.create("other-" + tenantNumber, "Other", "operator").scope();
        assertThat(devices.ofLink(other, linkId)).isEmpty();
        assertThat(devices.ofLink(tenant, ids.next("lnk"))).isEmpty();
    }

    @Test
    void aRemovedDeviceIsForgottenAfterThirtyDaysAndASharedOneStays() {
        note(DOOR, DeviceChange.ADDED, 1);
        note(DOOR, DeviceChange.REMOVED, 2);
        note(YARD, DeviceChange.REMOVED, 2);
        note(YARD, DeviceChange.ADDED, 3);
        assertThat(devices.sweep(tenant)).hasValue(second(2).plus(Devices.KEEP_REMOVED));
        clock.advance(Devices.KEEP_REMOVED.plusSeconds(1));
        assertThat(devices.sweep(tenant)).hasValue(second(2).plus(Devices.KEEP_REMOVED));
        assertThat(devices.ofLink(tenant, linkId)).hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(devices.sweep(tenant)).isEmpty();
        assertThat(only().ringDeviceId()).isEqualTo(YARD);
    }

    private Device only() {
        List<Device> all = devices.ofLink(tenant, linkId);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void note(String device, DeviceChange change, int second) {
        devices.note(tenant, linkId, device, change, second(second));
    }

    private void list(int second, ListedDevice... listed) {
        devices.listed(tenant, linkId, new Listed(List.of(listed), true, null), second(second));
    }

    private static ListedDevice device(String id, @Nullable String name, boolean online) {
        return new ListedDevice(id, name, DeviceKind.CAMERA, online);
    }

    private Instant second(int second) {
        return start.plusSeconds(second);
    }

    private record News(DeviceChange change, int second) {}
}
