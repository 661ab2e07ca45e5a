package dev.linkhub.device;

/** What Ring can say about a device ({@code ring-contract.md} §6). */
public enum DeviceChange {
    /** The household shares it, for the first time or again. */
    ADDED,
    /** The household no longer shares it, or no longer has it. */
    REMOVED,
    ONLINE,
    OFFLINE,
    /** Something happened at it. */
    EVENT
}
