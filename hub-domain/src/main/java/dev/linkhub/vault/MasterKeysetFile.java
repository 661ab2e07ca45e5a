package dev.linkhub.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** A master keyset on disk, in Tink's JSON form. */
public final class MasterKeysetFile {

    private MasterKeysetFile() {}

    /**
     * Writes a new keyset that only its owner may read.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file exists: a keyset is never overwritten
     */
    public static void create(Path file) throws IOException {
        try {
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Tink.AEAD);
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(handle, Tink.AEAD, InsecureSecretKeyAccess.get());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, json);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No new master keyset", e);
        }
    }

    static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), Tink.AEAD, InsecureSecretKeyAccess.get());
    }
}
