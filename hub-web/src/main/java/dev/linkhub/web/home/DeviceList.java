package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.device.Devices;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A link's devices in plain words.
 *
 * @param advice what to do where no device is shared; empty if some are, or the link is over
 * @param told when Ring last told us; empty if the link is over
 * @param kept how long removed ones are shown
 */
@Introspected
public record DeviceList(List<DeviceView> shared, List<DeviceView> removed, String advice, String told, String kept) {

    private static final String KEPT =
            "Shown for %d days after Ring took them from this app.".formatted(Devices.KEEP_REMOVED.toDays());

    public DeviceList {
        shared = List.copyOf(shared);
        removed = List.copyOf(removed);
    }

    static DeviceList of(List<Device> devices, Optional<Instant> listedAt, boolean over) {
        List<DeviceView> shared =
                devices.stream().filter(Device::shared).map(DeviceView::of).toList();
        List<DeviceView> removed = devices.stream()
                .filter(device -> !device.shared())
                .map(DeviceView::of)
                .toList();
        return new DeviceList(
                shared,
                removed,
                over || !shared.isEmpty() ? "" : advice(devices.isEmpty() && listedAt.isEmpty()),
                over ? "" : told(listedAt),
                KEPT);
    }

    private static String told(Optional<Instant> listedAt) {
        return listedAt.map(at -> "Ring last listed your devices on %s.".formatted(When.of(at)))
                .orElse("Ring has not listed your devices yet.");
    }

    private static String advice(boolean nothingKnown) {
        return nothingKnown
                ? "We do not know your devices yet. Look again in a minute."
                : "No device is shared with this app now, so it can do nothing. Your link is kept: open the Ring app, go to this"
                        + " app and choose the devices that it may use.";
    }
}
