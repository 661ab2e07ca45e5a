package dev.linkhub.partnerapp;

import dev.linkhub.partnerapp.AppRows.SealedCredentials;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Vault;
import jakarta.inject.Singleton;

/** Seals and opens an app's credentials. */
@Singleton
class CredentialSeals {

    private final Vault vault;

    CredentialSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] clientSecret(TenantScope tenant, String appId, AppCredentials credentials) {
        return vault.seal(
                credentials.clientSecret(), place(tenant, appId, "client_secret_sealed", credentials.version()));
    }

    byte[] hmacKey(TenantScope tenant, String appId, AppCredentials credentials) {
        return vault.seal(credentials.hmacKey(), place(tenant, appId, "hmac_key_sealed", credentials.version()));
    }

    AppCredentials open(TenantScope tenant, String appId, SealedCredentials sealed) {
        int version = sealed.credentialVersion();
        return new AppCredentials(
                sealed.sandboxOf() == null ? RingSite.RING : RingSite.SANDBOX,
                sealed.clientId(),
                vault.open(sealed.clientSecretSealed(), place(tenant, appId, "client_secret_sealed", version)),
                vault.open(sealed.hmacKeySealed(), place(tenant, appId, "hmac_key_sealed", version)),
                version);
    }

    private static SealedPlace place(TenantScope tenant, String appId, String column, int version) {
        return new SealedPlace(tenant, "partner_app", appId, column, version);
    }
}
