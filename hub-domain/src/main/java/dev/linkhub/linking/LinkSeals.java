package dev.linkhub.linking;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Secret;
import dev.linkhub.vault.Vault;
import jakarta.inject.Singleton;

/** Seals the nonce that Ring has still to be told, under the number of the claim that brought it. */
@Singleton
class LinkSeals {

    private final Vault vault;

    LinkSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(TenantScope tenant, String linkId, int claimNumber, Secret nonce) {
        return vault.seal(nonce, place(tenant, linkId, claimNumber));
    }

    Secret open(AccountLink link, byte[] nonce) {
        return vault.open(nonce, place(link.scope(), link.linkId(), link.claimNumber()));
    }

    private static SealedPlace place(TenantScope tenant, String linkId, int claimNumber) {
        return new SealedPlace(tenant, "account_link", linkId, "nonce_sealed", claimNumber);
    }
}
