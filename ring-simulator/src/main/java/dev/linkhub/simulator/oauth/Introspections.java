package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.oauth.Introspection.Kind;
import dev.linkhub.simulator.oauth.Introspection.State;
import java.time.Instant;

/** Describes codes and tokens as they stand at a moment. */
final class Introspections {

    private Introspections() {}

    static Introspection of(Token token, Instant now) {
        Kind kind = switch (token.kind()) {
            case ACCESS -> Kind.ACCESS;
            case REFRESH -> Kind.REFRESH;
        };
        State state = new State(token.isLive(now), token.spentAt() != null, token.isRevoked());
        return new Introspection(kind, state, token.family().holder().subject(), token.expiresAt());
    }

    static Introspection of(Code code, Instant now) {
        boolean spent = code.given() != null;
        boolean active = !spent && !code.isRevoked() && now.isBefore(code.expiresAt());
        State state = new State(active, spent, code.isRevoked());
        return new Introspection(Kind.CODE, state, code.holder().subject(), code.expiresAt());
    }
}
