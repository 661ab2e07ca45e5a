package dev.linkhub.simulator.account;

import dev.linkhub.simulator.problem.Unprocessable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Ring user as partners see it: an opaque id, who they are, what they own. */
public record RingAccount(String id, Person person, List<Device> devices) {

    static final String PREFIX = "ava1.ring.account.";

    public RingAccount {
        devices = List.copyOf(devices);
    }

    RingAccount with(Device added) {
        List<Device> more = new ArrayList<>(devices);
        more.add(added);
        return new RingAccount(id, person, more);
    }

    RingAccount without(String deviceId) {
        return new RingAccount(
                id,
                person,
                devices.stream().filter(device -> !device.id().equals(deviceId)).toList());
    }

    RingAccount replacing(Device changed) {
        return new RingAccount(
                id,
                person,
                devices.stream()
                        .map(device -> device.id().equals(changed.id()) ? changed : device)
                        .toList());
    }

    /**
     * The device of that id.
     *
     * @throws Unprocessable naming the devices there are
     */
    public Device device(String deviceId) {
        return devices.stream()
                .filter(device -> device.id().equals(deviceId))
                .findFirst()
                .orElseThrow(() -> new Unprocessable(
                        "device",
                        "account has no device '" + deviceId + "'; choices: "
                                + devices.stream().map(Device::id).collect(Collectors.joining(", "))));
    }
}
