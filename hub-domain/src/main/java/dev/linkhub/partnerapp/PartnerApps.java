package dev.linkhub.partnerapp;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.id.PublicIds;
import dev.linkhub.id.Unguessable;
import dev.linkhub.partnerapp.AppRows.SealedCredentials;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's Ring Appstore apps. */
@Singleton
public class PartnerApps {

    private static final int LONGEST_CREDENTIAL = 512;
    private static final int LONGEST_CLIENT_ID = 255;

    private final AppRows rows;
    private final CredentialSeals seals;
    private final AuditTrail audit;
    private final WakeUps wakeUps;
    private final PublicIds ids;
    private final Clock clock;

    PartnerApps(AppRows rows, CredentialSeals seals, AuditTrail audit, WakeUps wakeUps, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.audit = audit;
        this.wakeUps = wakeUps;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds an app with endpoint keys for each environment.
     *
     * @throws dev.linkhub.refusal.InvalidInput for bad fields
     * @throws Conflict if the tenant has an app with this slug
     */
    @Transactional
    public PartnerApp create(TenantScope tenant, NewApp app, Actor by) {
        app.check();
        String appId = ids.next("app");
        AppCredentials credentials = app.credentials();
        int added = rows.insertUnlessSlugTaken(
                tenant.tenantId(),
                appId,
                app.slug(),
                app.name().strip(),
                credentials.clientId(),
                seals.clientSecret(tenant, appId, credentials),
                seals.hmacKey(tenant, appId, credentials),
                clock.instant());
        if (added == 0) {
            throw new Conflict("You have an app with the slug " + app.slug() + " already. Choose another one.");
        }
        for (Environment environment : Environment.values()) {
            rows.insertEndpoint(tenant.tenantId(), appId, environment, Unguessable.bits128());
        }
        audit.record(tenant, by, "app.created", appId, app.slug());
        return get(tenant, appId);
    }

    /**
     * By id or slug.
     *
     * @throws NotFound if this tenant has no such app
     */
    public PartnerApp get(TenantScope tenant, String idOrSlug) {
        return find(tenant, idOrSlug).orElseThrow(NotFound::new);
    }

    /** By id or slug. */
    public Optional<PartnerApp> find(TenantScope tenant, String idOrSlug) {
        return PublicIds.canBe(idOrSlug) ? rows.find(tenant.tenantId(), idOrSlug) : Optional.empty();
    }

    /** A page in the order of creation. */
    public List<PartnerApp> page(TenantScope tenant, String after, int limit) {
        return rows.page(tenant.tenantId(), after, limit);
    }

    /** By the unguessable key in an address that Ring's servers call. */
    public Optional<AppEndpoint> byEndpointKey(String endpointKey) {
        return Optional.of(endpointKey)
                .filter(PublicIds::canBe)
                .flatMap(rows::findEndpoint)
                .flatMap(row ->
                        rows.find(row.tenantId(), row.appId()).map(app -> new AppEndpoint(app, row.environment())));
    }

    /** The key in the addresses of one environment that Ring's servers call. */
    public String endpointKey(PartnerApp app, Environment environment) {
        return rows.endpointKey(app.tenantId(), app.appId(), environment).orElseThrow();
    }

    /** The credentials, opened for use. */
    public AppCredentials credentials(TenantScope tenant, String appId) {
        return rows.credentials(tenant.tenantId(), appId)
                .map(row -> seals.open(tenant, appId, row))
                .orElseThrow(NotFound::new);
    }

    /** Gives it another name. */
    @Transactional
    public PartnerApp rename(TenantScope tenant, String idOrSlug, String name, Actor by) {
        new FieldChecks().name("name", name).done();
        PartnerApp app = get(tenant, idOrSlug);
        rows.rename(tenant.tenantId(), app.appId(), name.strip(), clock.instant());
        audit.record(tenant, by, "app.renamed", app.appId(), name.strip());
        return get(tenant, app.appId());
    }

    /**
     * Replaces one or both secrets, and lifts a pause for rejected credentials.
     *
     * @throws dev.linkhub.refusal.InvalidInput if neither is given, or one is empty or too long
     */
    @Transactional
    public PartnerApp replaceCredentials(
            TenantScope tenant, String idOrSlug, @Nullable Secret clientSecret, @Nullable Secret hmacKey, Actor by) {
        new FieldChecks()
                .require(clientSecret != null || hmacKey != null, "client_secret", "client_secret, hmac_key, or both")
                .require(clientSecret == null || fits(clientSecret), "client_secret", "1 to 512 characters")
                .require(hmacKey == null || fits(hmacKey), "hmac_key", "1 to 512 characters")
                .done();
        String appId = get(tenant, idOrSlug).appId();
        SealedCredentials row = rows.lockCredentials(tenant.tenantId(), appId).orElseThrow(NotFound::new);
        AppCredentials old = seals.open(tenant, appId, row);
        AppCredentials fresh = new AppCredentials(
                old.clientId(),
                clientSecret == null ? old.clientSecret() : clientSecret,
                hmacKey == null ? old.hmacKey() : hmacKey,
                old.version() + 1);
        rows.replaceCredentials(
                tenant.tenantId(),
                appId,
                seals.clientSecret(tenant, appId, fresh),
                seals.hmacKey(tenant, appId, fresh),
                fresh.version(),
                hmacKey != null,
                clock.instant());
        audit.record(tenant, by, "app.credentials_replaced", appId, "version " + fresh.version());
        wakeUps.refreshSoon(tenant);
        return get(tenant, appId);
    }

    /** Notes that Ring used this HMAC key: from now on a bad signature is the sender's fault, not our typing. */
    public void noteHmacVerified(PartnerApp app) {
        if (app.hmacVerifiedAt() == null) {
            rows.noteHmacVerified(app.tenantId(), app.appId(), app.credentialVersion(), clock.instant());
        }
    }

    /** Removes an app and its addresses. Its links and grants are the caller's to check and wipe, in one transaction. */
    @Transactional
    public void delete(PartnerApp app, Actor by) {
        rows.deleteEndpoints(app.tenantId(), app.appId());
        rows.delete(app.tenantId(), app.appId());
        audit.record(app.scope(), by, "app.deleted", app.appId(), app.slug());
    }

    private static boolean fits(Secret secret) {
        return secret.length() > 0 && secret.length() <= LONGEST_CREDENTIAL;
    }

    /** What an integrator says of a new app. The HMAC key is text: it looks like base64, and is not to be decoded. */
    public record NewApp(String slug, String name, String clientId, Secret clientSecret, Secret hmacKey) {

        void check() {
            new FieldChecks()
                    .slug("slug", slug)
                    .name("name", name)
                    .text("client_id", clientId, LONGEST_CLIENT_ID)
                    .require(fits(clientSecret), "client_secret", "1 to 512 characters")
                    .require(fits(hmacKey), "hmac_key", "1 to 512 characters")
                    .done();
        }

        AppCredentials credentials() {
            return new AppCredentials(clientId.strip(), clientSecret, hmacKey, 1);
        }
    }
}
