package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.Location;
import dev.linkhub.simulator.camera.ViewSettings;
import dev.linkhub.simulator.settings.Choice;

/** A device as the control API shows it. */
record DeviceView(String id, String name, String kind, boolean online, Location location, ViewSettings view) {

    static DeviceView of(Device device) {
        return new DeviceView(
                device.id(),
                device.name(),
                Choice.name(device.kind()),
                device.online(),
                device.location(),
                device.view());
    }
}
