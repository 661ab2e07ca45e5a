package dev.linkhub.vault;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import java.security.GeneralSecurityException;

/** The one configuration of Tink that the vault uses: AEAD and nothing else. */
final class Tink {

    static final Configuration AEAD = registered();

    private Tink() {}

    private static Configuration registered() {
        try {
            AeadConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no AEAD", e);
        }
    }
}
