package dev.linkhub.vault;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code HUB_MASTER_KEYSET}: where the master keyset lies. There is no default: losing it loses every token. */
@Singleton
final class VaultSettings {

    private final Path masterKeyset;

    VaultSettings(@Nullable @Property(name = "hub.master-keyset") String masterKeyset) {
        if (masterKeyset == null || masterKeyset.isBlank()) {
            throw InvalidSetting.unshown(
                    "hub.master-keyset",
                    "is not set: name the file of the Tink JSON keyset that wraps the tenants' keys");
        }
        this.masterKeyset = Path.of(masterKeyset);
    }

    Path masterKeyset() {
        return masterKeyset;
    }
}
