package dev.linkhub.partnerapp;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.id.PublicIds;
import dev.linkhub.id.Unguessable;
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

/** A tenant's Ring Appstore apps. */
@Singleton
public class PartnerApps {

    private static final String IN_SANDBOX = " (sandbox)";

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
     * Adds an app with endpoint keys for staging and production. Without credentials it is paused until they are given.
     *
     * @throws dev.linkhub.refusal.InvalidInput for bad fields
     * @throws Conflict if the tenant has an app with this slug
     */
    @Transactional
    public PartnerApp create(TenantScope tenant, NewApp app, Actor by) {
        app.check();
        String appId = ids.next("app");
        if (rows.insertUnlessTaken(
                        tenant.tenantId(), appId, app.slug(), app.name().strip(), null, clock.instant())
                == 0) {
            throw new Conflict("You have an app with the slug " + app.slug() + " already. Choose another one.");
        }
        app.credentials().ifPresent(credentials -> storeCredentials(tenant, appId, credentials, true));
        audit.record(tenant, by, "app.created", appId, app.slug());
        return withEndpoints(byId(tenant, appId));
    }

    /** The app's sandbox, made if it has none: with credentials of the hub's making that only its simulator gets. */
    @Transactional
    public PartnerApp sandboxOf(PartnerApp app, Actor by) {
        lock(app);
        Optional<PartnerApp> sandbox = findSandbox(app);
        if (sandbox.isPresent()) {
            return sandbox.get();
        }
        String appId = ids.next(PartnerApp.SANDBOX_ID);
        if (rows.insertUnlessTaken(app.tenantId(), appId, appId, sandboxName(app.name()), app.appId(), clock.instant())
                == 0) {
            throw new Conflict("The sandbox of " + app.slug() + " is being made just now. Send the request again.");
        }
        AppCredentials credentials = new AppCredentials(
                RingSite.SANDBOX,
                "sandbox." + Unguessable.bits128(),
                Secret.of(Unguessable.bits256()),
                Secret.of(Unguessable.bits256()),
                1);
        storeCredentials(app.scope(), appId, credentials, true);
        audit.record(app.scope(), by, "app.sandbox_made", app.appId(), "");
        return withEndpoints(byId(app.scope(), appId));
    }

    /** The app's sandbox, if it has one. */
    public Optional<PartnerApp> findSandbox(PartnerApp app) {
        return rows.findSandbox(app.tenantId(), app.appId());
    }

    /**
     * By id or slug. Sandboxes are not found by this.
     *
     * @throws NotFound if this tenant has no such app
     */
    public PartnerApp get(TenantScope tenant, String idOrSlug) {
        return find(tenant, idOrSlug).orElseThrow(NotFound::new);
    }

    /** By id or slug. Sandboxes are not found by this. */
    public Optional<PartnerApp> find(TenantScope tenant, String idOrSlug) {
        return PublicIds.canBe(idOrSlug) ? rows.find(tenant.tenantId(), idOrSlug) : Optional.empty();
    }

    /** By id or slug, as it is in one environment: the app itself, or its sandbox if it has one. */
    public Optional<PartnerApp> findIn(Environment environment, TenantScope tenant, String idOrSlug) {
        Optional<PartnerApp> app = find(tenant, idOrSlug);
        return switch (environment.site()) {
            case RING -> app;
            case SANDBOX -> app.flatMap(this::findSandbox);
        };
    }

    /** How addresses for people name an app: its slug, and of a sandbox that of the app that it belongs to. */
    public String slugForPeople(PartnerApp app) {
        return app.sandboxOf() == null
                ? app.slug()
                : byId(app.scope(), app.sandboxOf()).slug();
    }

    /**
     * By id, also a sandbox: what grants and links belong to.
     *
     * @throws NotFound if this tenant has no such app
     */
    public PartnerApp byId(TenantScope tenant, String appId) {
        return findById(tenant, appId).orElseThrow(NotFound::new);
    }

    /** By id, also a sandbox. */
    public Optional<PartnerApp> findById(TenantScope tenant, String appId) {
        return rows.findAny(tenant.tenantId(), appId);
    }

    /** A page in the order of creation, without sandboxes. */
    public List<PartnerApp> page(TenantScope tenant, String after, int limit) {
        return rows.page(tenant.tenantId(), after, limit);
    }

    /** A page in the order of their ids, with sandboxes. */
    public List<PartnerApp> pageWithSandboxes(TenantScope tenant, String after, int limit) {
        return rows.pageOfAll(tenant.tenantId(), after, limit);
    }

    /** By the unguessable key in an address that Ring's servers call. */
    public Optional<AppEndpoint> byEndpointKey(String endpointKey) {
        return Optional.of(endpointKey)
                .filter(PublicIds::canBe)
                .flatMap(rows::findEndpoint)
                .flatMap(row ->
                        rows.findAny(row.tenantId(), row.appId()).map(app -> new AppEndpoint(app, row.environment())));
    }

    /** The key in the addresses of one environment that Ring's servers call. */
    public String endpointKey(PartnerApp app, Environment environment) {
        return rows.endpointKey(app.tenantId(), app.appId(), environment).orElseThrow();
    }

    /**
     * The credentials, opened for use.
     *
     * @throws NotFound if there is no such app, or it has none
     */
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
        findSandbox(app)
                .ifPresent(sandbox ->
                        rows.rename(tenant.tenantId(), sandbox.appId(), sandboxName(name.strip()), clock.instant()));
        audit.record(tenant, by, "app.renamed", app.appId(), name.strip());
        return byId(tenant, app.appId());
    }

    /**
     * Replaces one or both secrets, and lifts a pause for rejected credentials. An app without credentials takes all three.
     *
     * @throws dev.linkhub.refusal.InvalidInput if what is needed is not given, or is empty or too long
     */
    @Transactional
    public PartnerApp replaceCredentials(TenantScope tenant, String idOrSlug, NewCredentials given, Actor by) {
        PartnerApp found = get(tenant, idOrSlug);
        lock(found);
        PartnerApp app = byId(tenant, found.appId());
        given.checkFor(app);
        Optional<AppCredentials> old =
                rows.credentials(tenant.tenantId(), app.appId()).map(row -> seals.open(tenant, app.appId(), row));
        AppCredentials fresh = old.map(given::over).orElseGet(given::asFirst);
        storeCredentials(tenant, app.appId(), fresh, given.hmacKey() != null);
        audit.record(tenant, by, "app.credentials_replaced", app.appId(), "version " + fresh.version());
        wakeUps.refreshSoon(tenant);
        return byId(tenant, app.appId());
    }

    /**
     * Keeps everybody else from changing or deleting the app until the caller's transaction ends.
     *
     * @throws NotFound if it has been deleted meanwhile
     */
    public void lock(PartnerApp app) {
        if (rows.lock(app.tenantId(), app.appId()).isEmpty()) {
            throw new NotFound();
        }
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
        if (app.sandboxOf() == null) {
            audit.record(app.scope(), by, "app.deleted", app.appId(), app.slug());
        } else {
            audit.record(app.scope(), by, "app.sandbox_deleted", app.sandboxOf(), "");
        }
    }

    /** So that whoever tries it sees on each page that it is not the real one. */
    private static String sandboxName(String name) {
        int most = FieldChecks.LONGEST_NAME - IN_SANDBOX.length();
        return name.substring(0, Math.min(name.length(), most)) + IN_SANDBOX;
    }

    private PartnerApp withEndpoints(PartnerApp app) {
        for (Environment environment : app.environments()) {
            rows.insertEndpoint(app.tenantId(), app.appId(), environment, Unguessable.bits128());
        }
        return app;
    }

    private void storeCredentials(TenantScope tenant, String appId, AppCredentials credentials, boolean hmacChanged) {
        rows.replaceCredentials(
                tenant.tenantId(),
                appId,
                credentials.clientId(),
                seals.clientSecret(tenant, appId, credentials),
                seals.hmacKey(tenant, appId, credentials),
                credentials.version(),
                hmacChanged,
                clock.instant());
    }
}
