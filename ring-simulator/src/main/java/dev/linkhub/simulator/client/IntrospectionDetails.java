package dev.linkhub.simulator.client;

import dev.linkhub.simulator.oauth.Introspection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Ring knows of a code or token. */
public record IntrospectionDetails(
        Introspection.Kind kind,
        boolean active,
        boolean spent,
        boolean revoked,
        @Nullable String app,
        @Nullable String account,
        @Nullable String installation,
        @Nullable Instant expiresAt) {}
