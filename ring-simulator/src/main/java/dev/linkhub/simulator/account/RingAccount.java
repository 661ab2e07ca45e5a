package dev.linkhub.simulator.account;

import dev.linkhub.simulator.problem.Unprocessable;
import java.util.List;
import java.util.stream.Collectors;

/** A Ring user as partners see it: an opaque id, who they are, what they own. */
public record RingAccount(String id, Person person, List<Device> devices) {

    static final String PREFIX = "ava1.ring.account.";

    public RingAccount {
        devices = List.copyOf(devices);
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
