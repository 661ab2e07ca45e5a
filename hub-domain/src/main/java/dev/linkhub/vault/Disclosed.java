package dev.linkhub.vault;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A secret on its way to someone entitled to it: written in clear into a JSON answer and nowhere else. Whoever wraps a
 * secret in this has stored the audit record first.
 */
@Serdeable.Serializable
public final class Disclosed {

    private final Secret secret;

    /** Marks the secret for the answer that is being built. */
    public Disclosed(Secret secret) {
        this.secret = secret;
    }

    @JsonValue
    String clearText() {
        return secret.reveal();
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
