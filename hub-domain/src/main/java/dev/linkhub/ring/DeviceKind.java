package dev.linkhub.ring;

/** What a device can do, which is all that Ring says of what it is. */
public enum DeviceKind {
    /** It sees. */
    CAMERA,
    /** It can be heard, and sees nothing. */
    CHIME
}
