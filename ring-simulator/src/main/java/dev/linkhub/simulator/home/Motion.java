package dev.linkhub.simulator.home;

/** What a camera takes a motion for; the sub type of {@code motion_detected} (ring-contract.md §6). */
public enum Motion {
    MOTION,
    HUMAN,
    VEHICLE,
    ANIMAL,
    PACKAGE,
    OTHER_MOTION
}
