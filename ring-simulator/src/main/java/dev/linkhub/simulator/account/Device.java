package dev.linkhub.simulator.account;

import dev.linkhub.simulator.camera.ViewSettings;

/** A device in a Ring account; its id is opaque to partners. */
public record Device(String id, String name, DeviceKind kind, boolean online, Location location, ViewSettings view) {

    public static final String PREFIX = "ava1.ring.device.";

    public Device {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("a device name has 1 to 80 characters");
        }
    }

    /** Online, in the US, set as it came out of its box. */
    public Device(String id, String name, DeviceKind kind) {
        this(id, name, kind, true, Location.DEFAULT, ViewSettings.DEFAULT);
    }

    public Device named(String newName) {
        return new Device(id, newName, kind, online, location, view);
    }

    public Device online(boolean newOnline) {
        return new Device(id, name, kind, newOnline, location, view);
    }

    public Device at(Location newLocation) {
        return new Device(id, name, kind, online, newLocation, view);
    }

    public Device seeing(ViewSettings newView) {
        return new Device(id, name, kind, online, location, newView);
    }
}
