package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.trace.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Ring knows of a code or token. */
public record Introspection(
        Kind kind, State state, Subject subject, @Nullable Instant expiresAt) {

    /** What it is. */
    public enum Kind {
        CODE,
        ACCESS,
        REFRESH,
        UNKNOWN
    }

    /** A code is spent once redeemed, a refresh token once rotated. */
    public record State(boolean active, boolean spent, boolean revoked) {}

    static final Introspection UNKNOWN =
            new Introspection(Kind.UNKNOWN, new State(false, false, false), Subject.UNKNOWN, null);
}
