package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.device.Devices;
import dev.linkhub.wording.Words;
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

    public DeviceList {
        shared = List.copyOf(shared);
        removed = List.copyOf(removed);
    }

    static DeviceList of(List<Device> devices, Optional<Instant> listedAt, boolean over, Words words) {
        List<DeviceView> shared = devices.stream()
                .filter(Device::shared)
                .map(device -> DeviceView.of(device, words))
                .toList();
        List<DeviceView> removed = devices.stream()
                .filter(device -> !device.shared())
                .map(device -> DeviceView.of(device, words))
                .toList();
        return new DeviceList(
                shared,
                removed,
                over || !shared.isEmpty()
                        ? ""
                        : words.say(devices.isEmpty() && listedAt.isEmpty() ? "devices.unknown" : "devices.none"),
                over ? "" : told(listedAt, words),
                words.say("devices.kept", Devices.KEEP_REMOVED.toDays()));
    }

    private static String told(Optional<Instant> listedAt, Words words) {
        return listedAt.map(at -> words.say("devices.listed", words.minute(at)))
                .orElseGet(() -> words.say("devices.not-listed"));
    }
}
