package dev.linkhub.simulator.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Ring account. */
public record AccountDetails(
        String id,
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber,
        List<DeviceDetails> devices) {}
