package dev.linkhub.simulator.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What Ring issues once for an app and both its environments share. */
public final class Credentials {

    private final String clientId;
    private final String clientSecret;
    private final SigningKey key;

    public Credentials(String clientId, String clientSecret, SigningKey key) {
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException("client id and client secret must not be blank");
        }
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.key = key;
    }

    public String clientId() {
        return clientId;
    }

    /** In clear, as Ring's console shows it once. */
    public String revealClientSecret() {
        return clientSecret;
    }

    public boolean hasSecret(String presented) {
        return MessageDigest.isEqual(
                clientSecret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    public SigningKey key() {
        return key;
    }

    @Override
    public String toString() {
        return clientId + " [REDACTED]";
    }
}
