package dev.linkhub.simulator.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a credential, lower-case hexadecimal: names it without giving it away. */
public record Fingerprint(String sha256) {

    private static final int SHORT = 16;

    public Fingerprint {
        if (sha256.length() != 64) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + sha256);
        }
    }

    public static Fingerprint of(String credential) {
        return of(credential.getBytes(StandardCharsets.UTF_8));
    }

    public static Fingerprint of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** As the trace shows it: {@code sha256:} and the first 16 digits. */
    public String abbreviated() {
        return "sha256:" + sha256.substring(0, SHORT);
    }
}
