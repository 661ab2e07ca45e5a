package dev.linkhub.device;

import dev.linkhub.linking.AccountLinkContinued;
import dev.linkhub.linking.AccountLinkEnded;
import dev.linkhub.linking.LinksDeleted;
import dev.linkhub.ring.DevicesAnswer.Listed;
import dev.linkhub.ring.ListedDevice;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices of links. Removed ones are kept, as their own archive, for {@link #KEEP_REMOVED}. */
@Singleton
public class Devices implements Sweepable {

    /** How long a household can see what it used to share. */
    public static final Duration KEEP_REMOVED = Duration.ofDays(30);

    /** Of one link, those removed included; more are not kept. */
    static final int MOST = 200;

    private static final int MOST_SWEPT = 1_000;

    private final DeviceRows rows;
    private final DeviceNames names;
    private final WakeUps wakeUps;
    private final Clock clock;

    Devices(DeviceRows rows, DeviceNames names, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.names = names;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** A link's devices: those shared first, each kind by name. */
    public List<Device> ofLink(TenantScope tenant, String linkId) {
        return rows.ofLink(tenant.tenantId(), linkId).stream()
                .map(row -> Device.of(row, names.open(row).orElse(null)))
                .sorted(Comparator.comparing((Device device) -> !device.shared())
                        .thenComparing(device -> device.name() == null ? "\uffff" : device.name())
                        .thenComparing(Device::ringDeviceId))
                .toList();
    }

    /**
     * Notes what Ring said, in whatever order and however often it comes.
     *
     * @param at by Ring's clock
     */
    @Transactional
    public void note(TenantScope tenant, String linkId, String ringDeviceId, DeviceChange change, Instant at) {
        if (rows.find(tenant.tenantId(), linkId, ringDeviceId).isEmpty()
                && rows.count(tenant.tenantId(), linkId) >= MOST) {
            return;
        }
        if (change == DeviceChange.REMOVED) {
            wakeUps.sweepIn(KEEP_REMOVED, tenant);
        }
        rows.note(
                tenant.tenantId(),
                linkId,
                ringDeviceId,
                change == DeviceChange.ADDED ? at : null,
                change == DeviceChange.REMOVED ? at : null,
                change == DeviceChange.ONLINE ? at : null,
                change == DeviceChange.OFFLINE ? at : null,
                change == DeviceChange.EVENT ? at : null);
    }

    /**
     * Notes Ring's own list of what is shared. What a webhook said of a later time stands.
     *
     * @param at when it was true, by Ring's clock or earlier
     */
    @Transactional
    void listed(TenantScope tenant, String linkId, Listed list, Instant at) {
        Map<String, DeviceRow> known = rows.ofLink(tenant.tenantId(), linkId).stream()
                .collect(Collectors.toMap(DeviceRow::ringDeviceId, Function.identity()));
        int room = MOST - known.size();
        // In the order of their ids, as whoever else writes several of them.
        for (ListedDevice device : list.devices().stream()
                .sorted(Comparator.comparing(ListedDevice::ringDeviceId))
                .toList()) {
            DeviceRow row = known.get(device.ringDeviceId());
            if (row != null || room-- > 0) {
                listed(tenant, linkId, device, row, at);
            }
        }
        if (list.complete()) {
            Set<String> listed =
                    list.devices().stream().map(ListedDevice::ringDeviceId).collect(Collectors.toSet());
            known.values().stream()
                    .filter(row -> !listed.contains(row.ringDeviceId()) && row.isShared())
                    .filter(row -> row.addedAt() == null || row.addedAt().isBefore(at))
                    .sorted(Comparator.comparing(DeviceRow::ringDeviceId))
                    .forEach(gone -> note(tenant, linkId, gone.ringDeviceId(), DeviceChange.REMOVED, at));
        }
    }

    private void listed(TenantScope tenant, String linkId, ListedDevice device, @Nullable DeviceRow row, Instant at) {
        String id = device.ringDeviceId();
        Boolean online = device.online();
        boolean isNews = row == null || !Objects.equals(online, row.online());
        rows.note(
                tenant.tenantId(),
                linkId,
                id,
                row == null || row.addedAt() == null || !row.isShared() ? at : null,
                null,
                isNews && Boolean.TRUE.equals(online) ? at : null,
                isNews && Boolean.FALSE.equals(online) ? at : null,
                null);
        String name = device.name();
        if (name != null && (row == null || !name.equals(names.open(row).orElse(null)))) {
            int number = (row == null ? 0 : row.nameNumber()) + 1;
            rows.name(tenant.tenantId(), linkId, id, names.seal(tenant, linkId, id, number, name), number);
        }
        if (device.kind() != null && (row == null || device.kind() != row.kind())) {
            rows.kind(tenant.tenantId(), linkId, id, device.kind());
        }
    }

    /** Forgets what has been removed for long enough. */
    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        int swept = rows.deleteRemoved(tenant.tenantId(), now.minus(KEEP_REMOVED), MOST_SWEPT);
        return swept == MOST_SWEPT
                ? Optional.of(now)
                : rows.firstRemoved(tenant.tenantId()).map(at -> at.plus(KEEP_REMOVED));
    }

    /** With a link ends what was shared through it. */
    @EventListener
    void on(AccountLinkEnded event) {
        wakeUps.sweepIn(KEEP_REMOVED, event.link().scope());
        rows.removeAll(event.link().tenantId(), event.link().linkId(), event.at());
    }

    /** Another Ring account's devices are not kept as the link's, not even as removed ones: the new account may have them, too. */
    @EventListener
    void on(AccountLinkContinued event) {
        rows.deleteOfLink(event.before().tenantId(), event.before().linkId());
    }

    @EventListener
    void on(LinksDeleted event) {
        rows.deleteOfApp(event.app().tenantId(), event.app().appId());
    }
}
