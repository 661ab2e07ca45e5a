package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals under the master keyset itself, for what has to be kept while the database is away and the tenants' data keys with
 * it.
 */
@Singleton
public class MasterSeals {

    private final MasterKeyset master;

    MasterSeals(MasterKeyset master) {
        this.master = master;
    }

    /**
     * Seals secrets together.
     *
     * @param about what they are and whose, in clear; bound into the seal
     */
    public byte[] seal(List<Secret> secrets, String about) {
        List<byte[]> texts =
                secrets.stream().map(secret -> secret.reveal().getBytes(UTF_8)).toList();
        ByteBuffer clear = ByteBuffer.allocate(
                texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
        texts.forEach(text -> clear.putInt(text.length).put(text));
        try {
            return master.encrypt(clear.array(), about.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /**
     * Opens what was sealed with just this said about it.
     *
     * @throws SealBroken if it was not
     */
    public List<Secret> open(byte[] sealed, String about) {
        try {
            ByteBuffer clear = ByteBuffer.wrap(master.decrypt(sealed, about.getBytes(UTF_8)));
            List<Secret> secrets = new ArrayList<>();
            while (clear.hasRemaining()) {
                byte[] text = new byte[clear.getInt()];
                clear.get(text);
                secrets.add(Secret.of(new String(text, UTF_8)));
            }
            return List.copyOf(secrets);
        } catch (GeneralSecurityException | BufferUnderflowException | NegativeArraySizeException e) {
            throw new SealBroken("what is sealed under the master keyset", "it was sealed with another, or is damaged");
        }
    }
}
