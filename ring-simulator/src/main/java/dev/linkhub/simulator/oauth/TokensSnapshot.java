package dev.linkhub.simulator.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every code and token as it stands, by fingerprint. */
public record TokensSnapshot(List<KeptFamily> families, List<KeptCode> codes, List<SpentToken> spentReceived) {

    /** {@code given}: the position of the family that its redemption gave; null while it has not been redeemed. */
    public record KeptCode(
            String sha256,
            Holder holder,
            Instant expiresAt,
            @Nullable Integer given,
            boolean revoked) {}

    public record KeptFamily(Holder holder, List<KeptToken> tokens, boolean revoked) {

        public KeptFamily {
            tokens = List.copyOf(tokens);
        }
    }

    public record KeptToken(
            Token.Kind kind,
            String sha256,
            Instant expiresAt,
            @Nullable Instant spentAt,
            boolean ended) {}

    public TokensSnapshot {
        families = List.copyOf(families);
        codes = List.copyOf(codes);
        spentReceived = List.copyOf(spentReceived);
    }
}
