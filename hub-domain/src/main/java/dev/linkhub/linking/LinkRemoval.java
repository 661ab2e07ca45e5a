package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.ring.ProfileAnswer;
import dev.linkhub.ring.RingApi;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The user removed the app in Ring. Ring retries this news for over an hour and out of order ({@code ring-contract.md} §6), so
 * it touches only grants received before the removal's own time: a late removal must not kill a fresh reconnect. Where the two
 * times are within 2 min of each other, clocks may lie, and Ring is asked whether the token still lives.
 */
@Singleton
public class LinkRemoval {

    private static final Duration TOO_CLOSE = Duration.ofMinutes(2);

    private static final Duration TOKEN_LIVES = Duration.ofMinutes(1);

    private final Grants grants;
    private final FreshTokens freshTokens;
    private final RingApi ring;
    private final RemovalRecords records;

    LinkRemoval(Grants grants, FreshTokens freshTokens, RingApi ring, RemovalRecords records) {
        this.grants = grants;
        this.freshTokens = freshTokens;
        this.ring = ring;
        this.records = records;
    }

    /**
     * Removes what the event means.
     *
     * @param settled called when that is done, in the transaction that finds that no other grant of the account has become
     *     known meanwhile: to note that the event is dealt with
     * @return false if it is not done, because Ring has to be asked and could not be, or because of such a grant: try again
     *     later
     */
    public boolean removed(
            PartnerApp app, Environment environment, String ringAccountId, Instant at, Runnable settled) {
        Set<String> judged = new HashSet<>();
        boolean allKnown = true;
        for (RingGrant grant : grants.liveOfAccount(app, environment, ringAccountId)) {
            judged.add(grant.grantId());
            switch (isMeant(app, grant, at)) {
                case YES -> records.remove(grant, at);
                case NO -> {}
                case UNKNOWN -> allKnown = false;
            }
        }
        return allKnown && records.settle(app, environment, ringAccountId, judged, settled);
    }

    private Meant isMeant(PartnerApp app, RingGrant grant, Instant at) {
        Duration between = Duration.between(grant.receivedAt(), at);
        if (between.abs().compareTo(TOO_CLOSE) > 0) {
            return between.isNegative() ? Meant.NO : Meant.YES;
        }
        // Refreshed first if it has expired: Ring refuses a token that is merely old as it refuses a dead one.
        return switch (freshTokens.ensure(app, grant.grantId(), TOKEN_LIVES, null)) {
            case Freshness.Unhealthy dead -> Meant.YES;
            case Freshness.Unavailable unavailable -> Meant.UNKNOWN;
            case Freshness.Fresh fresh -> ask(app, fresh.token());
        };
    }

    private Meant ask(PartnerApp app, AccessToken token) {
        return switch (ring.profile(app, token.token())) {
            case ProfileAnswer.Profile alive -> Meant.NO;
            case ProfileAnswer.TokenRejected dead -> Meant.YES;
            case ProfileAnswer.RateLimited limited -> Meant.UNKNOWN;
            case ProfileAnswer.Unavailable unavailable -> Meant.UNKNOWN;
        };
    }

    private enum Meant {
        YES,
        NO,
        UNKNOWN
    }

    /** The removal's writes: each grant in one transaction, then the end of it all in another. */
    @Singleton
    static class RemovalRecords {

        private final LinkRows rows;
        private final Grants grants;
        private final LinkEvents events;
        private final AuditTrail audit;
        private final ApplicationEventPublisher<AccountLinkEnded> ends;

        RemovalRecords(
                LinkRows rows,
                Grants grants,
                LinkEvents events,
                AuditTrail audit,
                ApplicationEventPublisher<AccountLinkEnded> ends) {
            this.rows = rows;
            this.grants = grants;
            this.events = events;
            this.audit = audit;
            this.ends = ends;
        }

        /** Under the account's lock: a grant becomes known either before this and is seen here, or after it and asks. */
        @Transactional
        boolean settle(
                PartnerApp app, Environment environment, String ringAccountId, Set<String> judged, Runnable settled) {
            grants.lockAccount(app.scope(), app.appId(), environment, ringAccountId);
            boolean allJudged = grants.liveOfAccount(app, environment, ringAccountId).stream()
                    .allMatch(grant -> judged.contains(grant.grantId()));
            if (allJudged) {
                settled.run();
            }
            return allJudged;
        }

        @Transactional
        void remove(RingGrant grant, Instant at) {
            if (!grants.revoke(grant.scope(), grant.grantId(), RevokedReason.REMOVED_BY_USER)) {
                return;
            }
            rows.ofGrant(grant.tenantId(), grant.grantId()).ifPresent(link -> {
                if (rows.end(link.tenantId(), link.linkId(), grant.grantId(), LinkState.REMOVED, at) == 1) {
                    events.add(link.scope(), link.linkId(), LinkEventType.REMOVED, "in the Ring app");
                    audit.record(link.scope(), Actor.HUB, "link.removed", link.linkId(), grant.grantId());
                    ends.publishEvent(new AccountLinkEnded(link, at));
                }
            });
        }
    }
}
