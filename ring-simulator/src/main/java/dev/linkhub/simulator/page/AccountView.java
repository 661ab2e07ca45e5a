package dev.linkhub.simulator.page;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.settings.Choice;
import java.util.List;
import java.util.Locale;

/** An account as the page shows it. Public for the template engine only. */
public record AccountView(String id, String name, String email, List<DeviceView> devices) {

    /** A device to select, or to do something at. */
    public record DeviceView(String id, String name, String kind, boolean online, boolean rings, boolean sees) {}

    static AccountView of(RingAccount account) {
        return new AccountView(
                account.id(),
                account.person().fullName(),
                account.person().email(),
                account.devices().stream()
                        .map(device -> new DeviceView(
                                device.id(),
                                device.name(),
                                device.online()
                                        ? capitalised(Choice.name(device.kind()))
                                        : capitalised(Choice.name(device.kind())) + ", offline",
                                device.online(),
                                device.kind().rings(),
                                device.kind().sees()))
                        .toList());
    }

    /** For people: "Front door, Garden", or what stands for none. */
    public String deviceNames() {
        return devices.isEmpty()
                ? "No devices"
                : String.join(", ", devices.stream().map(DeviceView::name).toList());
    }

    /** The first letter of the name, for the eye. */
    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }

    static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
