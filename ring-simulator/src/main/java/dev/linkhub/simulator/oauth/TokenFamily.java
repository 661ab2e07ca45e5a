package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.oauth.TokensSnapshot.KeptFamily;
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

    TokenFamily(KeptFamily kept) {
        this(kept.holder());
        revoked = kept.revoked();
        kept.tokens().forEach(token -> tokens.add(new Token(token, this)));
    }

    KeptFamily snapshot() {
        return new KeptFamily(holder, tokens.stream().map(Token::snapshot).toList(), revoked);
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
