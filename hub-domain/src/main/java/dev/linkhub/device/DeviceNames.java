package dev.linkhub.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealBroken;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Names of devices, sealed: "Nursery" or "Anna's door" say who lives there and how, the hub needs them for nothing but the
 * household's own page, and a copy of the database should not tell.
 */
@Singleton
class DeviceNames {

    private final Vault vault;

    DeviceNames(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(TenantScope tenant, String linkId, String ringDeviceId, int number, String name) {
        return vault.sealBytes(name.getBytes(UTF_8), place(tenant, linkId, ringDeviceId, number));
    }

    /** Empty if it has none, or none that opens: the next list brings it again. */
    Optional<String> open(DeviceRow row) {
        byte[] sealed = row.nameSealed();
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            SealedPlace place =
                    place(new TenantScope(row.tenantId()), row.linkId(), row.ringDeviceId(), row.nameNumber());
            return Optional.of(new String(vault.openBytes(sealed, place), UTF_8));
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }

    private static SealedPlace place(TenantScope tenant, String linkId, String ringDeviceId, int number) {
        return new SealedPlace(tenant, "link_device", linkId + "/" + ringDeviceId, "name_sealed", number);
    }
}
