package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.oauth.TokensSnapshot.KeptCode;
import dev.linkhub.simulator.secret.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** {@code families}: those in the snapshot, in its order. */
    Code(KeptCode kept, List<TokenFamily> families) {
        this(kept.holder(), kept.expiresAt());
        given = kept.given() == null ? null : families.get(kept.given());
        revoked = kept.revoked();
    }

    KeptCode snapshot(Fingerprint fingerprint, Map<TokenFamily, Integer> positions) {
        return new KeptCode(
                fingerprint.sha256(), holder, expiresAt, given == null ? null : positions.get(given), revoked);
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
