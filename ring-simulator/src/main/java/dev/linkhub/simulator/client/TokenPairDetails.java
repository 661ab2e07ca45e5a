package dev.linkhub.simulator.client;

/** A pair of tokens in clear; as text it shows neither. */
public record TokenPairDetails(String accessToken, String refreshToken) {

    @Override
    public String toString() {
        return "TokenPairDetails[REDACTED]";
    }
}
