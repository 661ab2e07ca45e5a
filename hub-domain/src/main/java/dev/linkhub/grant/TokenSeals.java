package dev.linkhub.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealBroken;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Secret;
import dev.linkhub.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Seals and opens what a grant's row holds, each value bound to its row, column and generation. */
@Singleton
public class TokenSeals {

    private static final String TABLE = "ring_grant";

    private final Vault vault;

    TokenSeals(Vault vault) {
        this.vault = vault;
    }

    /** Seals an access token for the generation that it makes. */
    public byte[] sealAccess(TenantScope tenant, String grantId, int generation, Secret token) {
        return vault.seal(token, place(tenant, grantId, "access_token_sealed", generation));
    }

    /** Seals a refresh token for the generation that it makes. */
    public byte[] sealRefresh(TenantScope tenant, String grantId, int generation, Secret token) {
        return vault.seal(token, place(tenant, grantId, "refresh_token_sealed", generation));
    }

    /** Opens an access token. */
    public Secret openAccess(TenantScope tenant, String grantId, int generation, byte[] token) {
        return vault.open(token, place(tenant, grantId, "access_token_sealed", generation));
    }

    /** Opens a refresh token. */
    public Secret openRefresh(TenantScope tenant, String grantId, int generation, byte[] token) {
        return vault.open(token, place(tenant, grantId, "refresh_token_sealed", generation));
    }

    byte[] sealEmailDigest(TenantScope tenant, String grantId, byte[] digest) {
        return vault.sealBytes(digest, place(tenant, grantId, "email_digest_sealed", 0));
    }

    byte[] openEmailDigest(TenantScope tenant, String grantId, byte[] digest) {
        return vault.openBytes(digest, place(tenant, grantId, "email_digest_sealed", 0));
    }

    byte[] sealEmail(TenantScope tenant, String grantId, String address) {
        return vault.sealBytes(address.getBytes(UTF_8), place(tenant, grantId, "email_sealed", 0));
    }

    /** Empty if it does not open: it can be typed. */
    Optional<String> openEmail(TenantScope tenant, String grantId, byte[] address) {
        try {
            return Optional.of(new String(vault.openBytes(address, place(tenant, grantId, "email_sealed", 0)), UTF_8));
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }

    byte[] sealCode(TenantScope tenant, String grantId, Secret code) {
        return vault.seal(code, place(tenant, grantId, "code_sealed", 0));
    }

    Secret openCode(TenantScope tenant, String grantId, byte[] code) {
        return vault.open(code, place(tenant, grantId, "code_sealed", 0));
    }

    private static SealedPlace place(TenantScope tenant, String grantId, String column, int generation) {
        return new SealedPlace(tenant, TABLE, grantId, column, generation);
    }
}
