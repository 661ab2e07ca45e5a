package dev.linkhub.simulator.settings;

/** How Ring treats tokens. */
public record TokenSettings(Rotation rotation, PreviousAccessToken previousAccessToken, Unauthorized unauthorized) {

    static final TokenSettings DEFAULT =
            new TokenSettings(new Rotation.Strict(), PreviousAccessToken.LIVES, Unauthorized.JSON_401);
}
