package dev.linkhub.simulator.oauth;

/** A pair of tokens in clear, for whoever asked the control API for it. */
public final class IssuedPair {

    private final String accessToken;
    private final String refreshToken;

    IssuedPair(String accessToken, String refreshToken) {
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
    }

    public String revealAccessToken() {
        return accessToken;
    }

    public String revealRefreshToken() {
        return refreshToken;
    }
}
