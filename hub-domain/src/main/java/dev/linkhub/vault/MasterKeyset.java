package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The keyset that wraps each tenant's data keys. Read when the process starts, and proven against the database then: a
 * missing or wrong one stops the start.
 */
@Context
class MasterKeyset {

    private static final String PROPERTY = "hub.master-keyset";
    private static final byte[] PROOF = "Link Hub".getBytes(UTF_8);
    private static final byte[] PROOF_PLACE = "master_keyset_proof\n1".getBytes(UTF_8);

    private final Aead aead;

    MasterKeyset(VaultSettings settings, DataKeyRows rows) {
        Path file = settings.masterKeyset();
        try {
            aead = MasterKeysetFile.read(file).getPrimitive(Tink.AEAD, Aead.class);
        } catch (IOException e) {
            throw InvalidSetting.unshown(
                    PROPERTY, "names " + file + ", which cannot be read: restore the file, or point to where it is");
        } catch (GeneralSecurityException e) {
            throw InvalidSetting.unshown(
                    PROPERTY, "names " + file + ", which is not a Tink JSON keyset for AEAD: restore the right file");
        }
        prove(rows, file);
    }

    byte[] newWrappedKey(SealedPlace place) {
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Tink.AEAD);
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, aead, place.associatedData(), Tink.AEAD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No new data key", e);
        }
    }

    Aead unwrap(byte[] wrapped, SealedPlace place) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, place.associatedData(), Tink.AEAD)
                    .getPrimitive(Tink.AEAD, Aead.class);
        } catch (GeneralSecurityException e) {
            throw new SealBroken(place, "the master keyset does not unwrap it");
        }
    }

    byte[] encrypt(byte[] clear, byte[] associatedData) throws GeneralSecurityException {
        return aead.encrypt(clear, associatedData);
    }

    byte[] decrypt(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
        return aead.decrypt(sealed, associatedData);
    }

    private void prove(DataKeyRows rows, Path file) {
        try {
            rows.insertProofIfNone(aead.encrypt(PROOF, PROOF_PLACE));
            byte[] proof = rows.proof().orElseThrow().sealed();
            if (!Arrays.equals(aead.decrypt(proof, PROOF_PLACE), PROOF)) {
                throw new GeneralSecurityException("another text");
            }
        } catch (GeneralSecurityException e) {
            throw InvalidSetting.unshown(
                    PROPERTY,
                    "names " + file + ", which is not the keyset that this database was sealed with: restore that one");
        }
    }
}
