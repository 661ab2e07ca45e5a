package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Seals secrets for the database and opens them again: AES-256-GCM under the tenant's data key, bound to its place.
 *
 * <p>A sealed value is the data key's number (4 bytes, big-endian) and Tink's ciphertext.
 */
@Singleton
public class Vault {

    private final DataKeys keys;

    Vault(DataKeys keys) {
        this.keys = keys;
    }

    /** Seals under the tenant's newest data key. */
    public byte[] seal(Secret secret, SealedPlace place) {
        return sealBytes(secret.reveal().getBytes(UTF_8), place);
    }

    /** Seals what holds a secret among other things, such as a whole answer. */
    public byte[] sealBytes(byte[] clear, SealedPlace place) {
        DataKey key = keys.newest(place.tenant());
        try {
            byte[] sealed = key.aead().encrypt(clear, place.associatedData());
            return ByteBuffer.allocate(Integer.BYTES + sealed.length)
                    .putInt(key.number())
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /**
     * Opens what was sealed for this very place.
     *
     * @throws SealBroken if it was not
     */
    public Secret open(byte[] sealed, SealedPlace place) {
        return Secret.of(new String(openBytes(sealed, place), UTF_8));
    }

    /**
     * Opens what {@link #sealBytes} sealed for this very place.
     *
     * @throws SealBroken if it was not
     */
    public byte[] openBytes(byte[] sealed, SealedPlace place) {
        if (sealed.length <= Integer.BYTES) {
            throw new SealBroken(place, "it is cut short");
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed);
        int number = parts.getInt();
        DataKey key = keys.byNumber(place.tenant(), number)
                .orElseThrow(() -> new SealBroken(place, "there is no data key " + number));
        byte[] ciphertext = new byte[parts.remaining()];
        parts.get(ciphertext);
        try {
            return key.aead().decrypt(ciphertext, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new SealBroken(place, "its seal is for another place, or damaged");
        }
    }
}
