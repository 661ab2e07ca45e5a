package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.id.Sha256;
import java.security.MessageDigest;

/** A credential in memory. Whatever prints it prints {@code [REDACTED]}. */
public final class Secret {

    private static final String REDACTED = "[REDACTED]";

    private final String clearText;

    private Secret(String clearText) {
        this.clearText = clearText;
    }

    /** Wraps a credential as soon as it is read. */
    public static Secret of(String clearText) {
        return new Secret(clearText);
    }

    /** The credential itself. Only the vault and the Ring client may call this; an architecture test sees to it. */
    public String reveal() {
        return clearText;
    }

    /** For looking it up without keeping it. */
    public byte[] sha256() {
        return Sha256.of(clearText);
    }

    /** How many characters it has, for bounds. */
    public int length() {
        return clearText.length();
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(clearText.getBytes(UTF_8), secret.clearText.getBytes(UTF_8));
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
