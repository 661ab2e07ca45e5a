package dev.linkhub.simulator.oauth;

import java.util.ArrayList;
import java.util.List;

/** All tokens that came of one code. Guarded by the lock of {@link Tokens}. */
final class TokenFamily {

    private final Holder holder;
    private final List<Token> tokens = new ArrayList<>();
    private boolean revoked;

    TokenFamily(Holder holder) {
        this.holder = holder;
    }

    Holder holder() {
        return holder;
    }

    List<Token> tokens() {
        return tokens;
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
