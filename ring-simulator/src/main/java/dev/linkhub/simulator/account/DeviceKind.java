package dev.linkhub.simulator.account;

/** What a device is. */
public enum DeviceKind {
    DOORBELL,
    CAMERA,
    FLOODLIGHT,
    CHIME
}
