package dev.linkhub.simulator.settings;

/** How Ring treats tokens. */
public record TokenSettings(Rotation rotation, PreviousAccessToken previousAccessToken) {

    static final TokenSettings DEFAULT = new TokenSettings(new Rotation.Strict(), PreviousAccessToken.LIVES);
}
