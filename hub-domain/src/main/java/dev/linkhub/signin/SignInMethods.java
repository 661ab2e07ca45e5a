package dev.linkhub.signin;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.egress.EgressClient;
import dev.linkhub.household.Households;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Secret;
import dev.linkhub.vault.Vault;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each tenant's households sign in with. */
@Singleton
public class SignInMethods {

    private final SignInMethodRows rows;
    private final Households households;
    private final EgressClient egress;
    private final Vault vault;
    private final AuditTrail audit;
    private final Clock clock;

    SignInMethods(
            SignInMethodRows rows,
            Households households,
            EgressClient egress,
            Vault vault,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.households = households;
        this.egress = egress;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is set, or else the hub's own accounts. */
    public SignInMethod of(TenantScope tenant) {
        return rows.find(tenant.tenantId())
                .map(row -> method(tenant, row))
                .orElseGet(() -> new SignInMethod.HubAccounts(0));
    }

    /**
     * Sets it; it counts from the next sign-in on.
     *
     * @param replace whether households may be left behind that only the method until now knows
     * @throws dev.linkhub.refusal.InvalidInput naming each field that cannot be taken
     * @throws Conflict if households are known by the method until now, and {@code replace} is not set
     */
    @Transactional
    public SignInMethod put(TenantScope tenant, NewSignInMethod wanted, boolean replace, Actor by) {
        wanted.check(wanted.issuer() != null && isTaken(wanted.issuer()));
        rows.lockOrInsert(tenant.tenantId(), clock.instant());
        SignInMethodRows.Row before = rows.find(tenant.tenantId()).orElseThrow();
        String issuer = wanted.isOidc() ? Objects.requireNonNull(wanted.issuer()) : Households.HUB;
        String issuerBefore = before.issuer() == null ? Households.HUB : before.issuer();
        if (!replace && !issuer.equals(issuerBefore) && households.hasAny(tenant, issuerBefore)) {
            throw new Conflict(
                    "Households already sign in with %s, and are known by what it calls them: with another one each becomes"
                                    .formatted(
                                            issuerBefore.equals(Households.HUB)
                                                    ? "accounts that the hub keeps"
                                                    : issuerBefore)
                            + " a new household without its links. If that is meant, send the request again with \"replace\": true.");
        }
        int version = before.version() + 1;
        rows.update(
                tenant.tenantId(),
                wanted.type(),
                wanted.isOidc() ? issuer : null,
                wanted.isOidc() ? wanted.clientId() : null,
                sealed(tenant, wanted, before, version),
                wanted.isOidc() ? wanted.normalisedScopes() : null,
                version,
                clock.instant());
        audit.record(tenant, by, "sign_in.changed", tenant.tenantId(), issuer);
        return of(tenant);
    }

    private boolean isTaken(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return uri.getRawQuery() == null && uri.getRawFragment() == null && egress.mayBe(uri);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte @Nullable [] sealed(
            TenantScope tenant, NewSignInMethod wanted, SignInMethodRows.Row before, int version) {
        if (!wanted.isOidc()) {
            return null;
        }
        Secret secret = wanted.clientSecret();
        if (secret == null
                && Objects.equals(wanted.issuer(), before.issuer())
                && Objects.equals(wanted.clientId(), before.clientId())) {
            secret = secret(tenant, before);
        }
        return secret == null ? null : vault.seal(secret, place(tenant, version));
    }

    private SignInMethod method(TenantScope tenant, SignInMethodRows.Row row) {
        if (row.type().equals(NewSignInMethod.HUB)) {
            return new SignInMethod.HubAccounts(row.version());
        }
        return new SignInMethod.Oidc(
                row.version(),
                Objects.requireNonNull(row.issuer()),
                Objects.requireNonNull(row.clientId()),
                secret(tenant, row),
                Objects.requireNonNull(row.scopes()));
    }

    private @Nullable Secret secret(TenantScope tenant, SignInMethodRows.Row row) {
        byte[] sealed = row.clientSecretSealed();
        return sealed == null ? null : vault.open(sealed, place(tenant, row.version()));
    }

    private static SealedPlace place(TenantScope tenant, int version) {
        return new SealedPlace(tenant, "sign_in_method", tenant.tenantId(), "client_secret_sealed", version);
    }
}
