package dev.linkhub.simulator.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An authorization code. Guarded by the lock of {@link Tokens}. */
final class Code {

    private final Holder holder;
    private final Instant expiresAt;
    private @Nullable TokenFamily given;
    private boolean revoked;

    Code(Holder holder, Instant expiresAt) {
        this.holder = holder;
        this.expiresAt = expiresAt;
    }

    Holder holder() {
        return holder;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** What its redemption gave; null while it has not been redeemed. */
    @Nullable TokenFamily given() {
        return given;
    }

    void redeemedFor(TokenFamily family) {
        given = family;
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
