package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.oauth.TokensSnapshot.KeptToken;
import dev.linkhub.simulator.secret.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An issued token, known by its fingerprint only. Guarded by the lock of {@link Tokens}. */
final class Token {

    enum Kind {
        ACCESS,
        REFRESH
    }

    private final Kind kind;
    private final Fingerprint fingerprint;
    private final TokenFamily family;
    private final Instant expiresAt;
    private @Nullable Instant spentAt;
    private boolean ended;

    Token(Kind kind, Fingerprint fingerprint, TokenFamily family, Instant expiresAt) {
        this.kind = kind;
        this.fingerprint = fingerprint;
        this.family = family;
        this.expiresAt = expiresAt;
    }

    Token(KeptToken kept, TokenFamily family) {
        this(kept.kind(), new Fingerprint(kept.sha256()), family, kept.expiresAt());
        spentAt = kept.spentAt();
        ended = kept.ended();
    }

    KeptToken snapshot() {
        return new KeptToken(kind, fingerprint.sha256(), expiresAt, spentAt, ended);
    }

    Kind kind() {
        return kind;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    TokenFamily family() {
        return family;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable Instant spentAt() {
        return spentAt;
    }

    /** Only the first use counts: a grace period runs from there. */
    void spend(Instant now) {
        if (spentAt == null) {
            spentAt = now;
        }
    }

    /** Ends this one token alone, not its family. */
    void end() {
        ended = true;
    }

    boolean isRevoked() {
        return ended || family.isRevoked();
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    boolean isLive(Instant now) {
        return spentAt == null && !isRevoked() && !isExpired(now);
    }
}
