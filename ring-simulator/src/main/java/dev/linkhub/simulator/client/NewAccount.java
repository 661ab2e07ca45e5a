package dev.linkhub.simulator.client;

import dev.linkhub.simulator.account.DeviceKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account to create; an id that is null is made up. */
public record NewAccount(
        @Nullable String id,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        List<NewDevice> devices) {

    /** A device to create with the account; its id is made up. */
    public record NewDevice(String name, DeviceKind kind) {}

    public NewAccount {
        devices = List.copyOf(devices);
    }

    /** Without phone number and devices. */
    public static NewAccount of(String firstName, String lastName, String email) {
        return new NewAccount(null, firstName, lastName, email, null, List.of());
    }

    public NewAccount withId(String newId) {
        return new NewAccount(newId, firstName, lastName, email, phoneNumber, devices);
    }

    public NewAccount withPhoneNumber(String newPhoneNumber) {
        return new NewAccount(id, firstName, lastName, email, newPhoneNumber, devices);
    }

    public NewAccount withDevice(String deviceName, DeviceKind kind) {
        List<NewDevice> more = Stream.concat(devices.stream(), Stream.of(new NewDevice(deviceName, kind)))
                .toList();
        return new NewAccount(id, firstName, lastName, email, phoneNumber, more);
    }
}
