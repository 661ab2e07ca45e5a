package dev.linkhub.simulator.account;

/** A device in a Ring account; its id is opaque to partners. */
public record Device(String id, String name, DeviceKind kind) {

    public Device {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("a device name has 1 to 80 characters");
        }
    }
}
