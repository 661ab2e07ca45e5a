package dev.linkhub.simulator.client;

import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.account.Location;
import dev.linkhub.simulator.camera.ViewSettings;

/** A device in a Ring account; {@code view} means nothing where the kind has no camera. */
public record DeviceDetails(
        String id, String name, DeviceKind kind, boolean online, Location location, ViewSettings view) {}
