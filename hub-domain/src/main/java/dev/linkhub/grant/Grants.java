package dev.linkhub.grant;

import dev.linkhub.id.EmailAddress;
import dev.linkhub.id.Sha256;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.ring.ProfileAnswer;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All grants: the pool that nonces are matched against, and the transitions from one state to the next. */
@Singleton
public class Grants {

    private static final int MOST_WIPED = 500;

    private final GrantRows rows;
    private final TokenSeals seals;
    private final GrantSettings settings;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final ApplicationEventPublisher<GrantIdentified> identified;

    Grants(
            GrantRows rows,
            TokenSeals seals,
            GrantSettings settings,
            WakeUps wakeUps,
            Clock clock,
            ApplicationEventPublisher<GrantIdentified> identified) {
        this.rows = rows;
        this.seals = seals;
        this.settings = settings;
        this.wakeUps = wakeUps;
        this.clock = clock;
        this.identified = identified;
    }

    /** By id. */
    public Optional<RingGrant> find(TenantScope tenant, String grantId) {
        return rows.find(tenant.tenantId(), grantId);
    }

    /** By id, for a caller that knows it is there. */
    public RingGrant get(TenantScope tenant, String grantId) {
        return find(tenant, grantId).orElseThrow();
    }

    /** All that a nonce of this app and environment may match, newest first. */
    public List<PoolEntry> pool(PartnerApp app, Environment environment) {
        return rows.pool(app.tenantId(), app.appId(), environment);
    }

    /** Whether a code received within the time is still on its way into the pool. */
    public boolean isOneUnderWay(PartnerApp app, Environment environment, Duration within) {
        return rows.underWay(
                        app.tenantId(),
                        app.appId(),
                        environment,
                        clock.instant().minus(within))
                > 0;
    }

    /** The access token as stored, however old; empty if the grant has none any more. */
    public Optional<AccessToken> accessToken(TenantScope tenant, String grantId) {
        return rows.access(tenant.tenantId(), grantId)
                .map(row -> new AccessToken(
                        seals.openAccess(tenant, grantId, row.generation(), row.accessTokenSealed()),
                        row.tokenType(),
                        row.scope(),
                        row.accessExpiresAt(),
                        row.generation()));
    }

    /** Who owns the account of a grant in the pool, masked; empty once it has left the pool. */
    public Optional<MaskedProfile> profile(TenantScope tenant, String grantId) {
        return rows.profile(tenant.tenantId(), grantId);
    }

    /** Whether Ring's profile for the account of a grant in the pool has just this e-mail address. */
    public boolean isAddressOf(TenantScope tenant, String grantId, String address) {
        return rows.emailDigest(tenant.tenantId(), grantId)
                .map(row -> seals.openEmailDigest(tenant, grantId, row.emailDigestSealed()))
                .filter(digest -> Sha256.matches(digest, EmailAddress.normalised(address)))
                .isPresent();
    }

    /** Ring's e-mail address for the account of a grant that is UNCLAIMED; empty once it is not, or if Ring gave none. */
    public Optional<String> email(TenantScope tenant, String grantId) {
        return rows.email(tenant.tenantId(), grantId)
                .flatMap(row -> seals.openEmail(tenant, grantId, row.emailSealed()));
    }

    /**
     * Ring refuses this generation's access token: makes the grant due for refresh now, unless the generation has moved, a
     * refresh is under way, or one has failed of late and its backoff counts.
     */
    @Transactional
    public void makeDue(TenantScope tenant, String grantId, int generation) {
        if (rows.makeDue(tenant.tenantId(), grantId, generation) == 1) {
            wakeUps.refreshSoon(tenant);
        }
    }

    /**
     * Ring said whose tokens these are. Under the account's lock, so that a claim and a newer grant cannot cross: older
     * unclaimed grants of the account are superseded; if a newer one is there already, this one is.
     */
    @Transactional
    public void identify(RingGrant grant, ProfileAnswer.Profile profile) {
        TenantScope tenant = grant.scope();
        Instant now = clock.instant();
        String account = profile.ringAccountId();
        lockAccount(tenant, grant.appId(), grant.environment(), account);
        List<RingGrant> others = rows.liveOfAccount(tenant.tenantId(), grant.appId(), grant.environment(), account);
        if (others.stream().anyMatch(other -> other.receivedAt().isAfter(grant.receivedAt()))) {
            rows.noteAccount(tenant.tenantId(), grant.grantId(), account);
            rows.end(tenant.tenantId(), grant.grantId(), GrantState.SUPERSEDED, null, now);
            return;
        }
        MaskedProfile masked = MaskedProfile.of(profile.firstName(), profile.email());
        int identifiedNow = rows.unclaimed(
                tenant.tenantId(),
                grant.grantId(),
                account,
                masked.maskedFirstName(),
                masked.maskedEmail(),
                emailDigest(grant, profile.email()),
                sealedEmail(grant, profile.email()),
                now);
        if (identifiedNow == 0) {
            return;
        }
        others.stream()
                .filter(other -> other.state().isInPool())
                .forEach(other -> rows.end(tenant.tenantId(), other.grantId(), GrantState.SUPERSEDED, null, now));
        wakeUps.sweepIn(settings.parkAfter(), tenant);
        identified.publishEvent(new GrantIdentified(grant, account));
    }

    private byte @Nullable [] emailDigest(RingGrant grant, @Nullable String email) {
        return email == null || email.isBlank()
                ? null
                : seals.sealEmailDigest(grant.scope(), grant.grantId(), Sha256.of(EmailAddress.normalised(email)));
    }

    private byte @Nullable [] sealedEmail(RingGrant grant, @Nullable String email) {
        String address = email == null ? "" : EmailAddress.normalised(email);
        return FieldChecks.isEmail(address) ? seals.sealEmail(grant.scope(), grant.grantId(), address) : null;
    }

    /** Locks the account's row until the caller's transaction ends. */
    public void lockAccount(TenantScope tenant, String appId, Environment environment, String ringAccountId) {
        rows.lockAccount(tenant.tenantId(), appId, environment, ringAccountId, clock.instant());
    }

    /** Takes it out of the pool for a household, if it is still there. In the caller's transaction. */
    public boolean claim(TenantScope tenant, String grantId) {
        return rows.claim(tenant.tenantId(), grantId, clock.instant()) == 1;
    }

    /** A newer grant took its place: wipes its tokens. In the caller's transaction. */
    public void supersede(TenantScope tenant, String grantId) {
        rows.end(tenant.tenantId(), grantId, GrantState.SUPERSEDED, null, clock.instant());
    }

    /** Wipes its tokens for good. In the caller's transaction. */
    public boolean revoke(TenantScope tenant, String grantId, RevokedReason reason) {
        return rows.end(tenant.tenantId(), grantId, GrantState.REVOKED, reason, clock.instant()) == 1;
    }

    /** {@link #liveOfAccount}, with their rows locked until the caller's transaction ends. */
    public List<RingGrant> lockLiveOfAccount(PartnerApp app, Environment environment, String ringAccountId) {
        return rows.lockLiveOfAccount(app.tenantId(), app.appId(), environment, ringAccountId);
    }

    /**
     * {@link #lockLiveOfAccount(PartnerApp, Environment, String)}, and one more grant locked with them: all in key order, as
     * batches of refreshes lock them. The caller has locked the account.
     */
    public List<RingGrant> lockLiveOfAccount(
            PartnerApp app, Environment environment, String ringAccountId, String alsoGrantId) {
        return Stream.concat(
                        liveOfAccount(app, environment, ringAccountId).stream().map(RingGrant::grantId),
                        Stream.of(alsoGrantId))
                .distinct()
                .sorted()
                .flatMap(grantId -> rows.lock(app.tenantId(), grantId).stream())
                .filter(grant -> ringAccountId.equals(grant.ringAccountId()))
                .filter(grant -> grant.state().isInPool() || grant.state() == GrantState.CLAIMED)
                .toList();
    }

    /** Live grants of an account whose account is known. */
    public List<RingGrant> liveOfAccount(PartnerApp app, Environment environment, String ringAccountId) {
        return rows.liveOfAccount(app.tenantId(), app.appId(), environment, ringAccountId);
    }

    /**
     * Parks what has waited too long for its household and wipes what has been parked too long.
     *
     * @return when there is more to do; empty when nothing waits
     */
    @Transactional
    public Optional<Instant> sweep(PartnerApp app) {
        Instant now = clock.instant();
        List<Instant> next = new ArrayList<>();
        for (Environment environment : app.environments()) {
            rows.park(app.tenantId(), app.appId(), environment, now.minus(settings.parkAfter()));
            if (rows.wipeStale(app.tenantId(), app.appId(), environment, now.minus(settings.parkFor()), now, MOST_WIPED)
                    == MOST_WIPED) {
                return Optional.of(now);
            }
            GrantRows.Waiting waiting = rows.waiting(app.tenantId(), app.appId(), environment);
            if (waiting.unclaimedAt() != null) {
                next.add(waiting.unclaimedAt().plus(settings.parkAfter()));
            }
            if (waiting.receivedAt() != null) {
                next.add(waiting.receivedAt().plus(settings.parkFor()));
            }
        }
        return next.stream().min(Comparator.naturalOrder());
    }

    /** What waits for its household or is on the way there, newest first. */
    public List<RingGrant> notYetClaimed(PartnerApp app, int limit) {
        return rows.notYetClaimed(app.tenantId(), app.appId(), limit);
    }

    /** What failed before it became a link, newest first. */
    public List<RingGrant> failedBeforeLink(PartnerApp app, int limit) {
        return rows.failedBeforeLink(app.tenantId(), app.appId(), limit);
    }

    /** Forgets all grants of an app that is being deleted. In the caller's transaction. */
    public void deleteOf(PartnerApp app) {
        rows.deleteOfApp(app.tenantId(), app.appId());
    }
}
