package dev.linkhub.simulator.account;

/** What a device is. */
public enum DeviceKind {
    DOORBELL,
    CAMERA,
    FLOODLIGHT,
    CHIME;

    /** Whether it has a camera; what has none sees no motion. */
    public boolean sees() {
        return this != CHIME;
    }

    /** Whether there is a button for visitors. */
    public boolean rings() {
        return this == DOORBELL;
    }
}
