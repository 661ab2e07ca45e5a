package dev.linkhub.grant;

import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.ProfileAnswer;
import dev.linkhub.ring.RingApi;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks Ring whose tokens a grant holds. Until that is known no nonce can match it, so it is asked until it is. */
@Singleton
class AccountIdentification {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final int SHARE_OF_AGE = 4;

    private final PartnerApps apps;
    private final Grants grants;
    private final RingApi ring;
    private final Clock clock;

    AccountIdentification(PartnerApps apps, Grants grants, RingApi ring, Clock clock) {
        this.apps = apps;
        this.grants = grants;
        this.ring = ring;
        this.clock = clock;
    }

    /**
     * Asks once.
     *
     * @return when to look again; empty when there is nothing left to do
     */
    Optional<Instant> identify(TenantScope tenant, String grantId) {
        Optional<RingGrant> found = grants.find(tenant, grantId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RingGrant grant = found.get();
        return switch (grant.state()) {
            case RECEIVED -> Optional.of(clock.instant().plus(SOON));
            case EXCHANGED -> ask(grant);
            case UNCLAIMED, PARKED, CLAIMED, SUPERSEDED, REVOKED -> Optional.empty();
        };
    }

    private Optional<Instant> ask(RingGrant grant) {
        Optional<AccessToken> token = grants.accessToken(grant.scope(), grant.grantId());
        if (token.isEmpty()) {
            return Optional.empty();
        }
        ProfileAnswer answer = ring.profile(
                apps.byId(grant.scope(), grant.appId()), token.get().token());
        Instant now = clock.instant();
        return switch (answer) {
            case ProfileAnswer.Profile profile -> {
                grants.identify(grant, profile);
                yield Optional.empty();
            }
            case ProfileAnswer.TokenRejected rejected -> {
                grants.makeDue(grant.scope(), grant.grantId(), token.get().generation());
                yield Optional.of(now.plus(wait(grant, now)));
            }
            case ProfileAnswer.RateLimited limited -> Optional.of(now.plus(limited.retryAfter()));
            case ProfileAnswer.Unavailable unavailable -> Optional.of(now.plus(wait(grant, now)));
        };
    }

    /** A quarter of its age, 2 s to 5 min: quick while somebody waits, gentle when Ring is away for long. */
    private static Duration wait(RingGrant grant, Instant now) {
        Duration share = Duration.between(grant.receivedAt(), now).dividedBy(SHARE_OF_AGE);
        if (share.compareTo(SOON) < 0) {
            return SOON;
        }
        return share.compareTo(LATER) > 0 ? LATER : share;
    }
}
