package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.ProfileAnswer;
import dev.linkhub.ring.RingApi;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The user removed the app in Ring. Ring retries this news for over an hour and out of order ({@code ring-contract.md} §6), so
 * it touches only grants received before the removal's own time: a late removal must not kill a fresh reconnect. Where the two
 * times are within 2 min of each other, clocks may lie, and Ring is asked whether the token still lives.
 */
@Singleton
public class LinkRemoval {

    private static final Duration TOO_CLOSE = Duration.ofMinutes(2);

    private final Grants grants;
    private final RingApi ring;
    private final RemovalRecords records;

    LinkRemoval(Grants grants, RingApi ring, RemovalRecords records) {
        this.grants = grants;
        this.ring = ring;
        this.records = records;
    }

    /**
     * Removes what the event means.
     *
     * @return false if Ring has to be asked and could not be: try again later
     */
    public boolean removed(PartnerApp app, Environment environment, String ringAccountId, Instant at) {
        boolean settled = true;
        for (RingGrant grant : grants.liveOfAccount(app, environment, ringAccountId)) {
            switch (isMeant(grant, at)) {
                case YES -> records.remove(grant, at);
                case NO -> {}
                case UNKNOWN -> settled = false;
            }
        }
        return settled;
    }

    private Meant isMeant(RingGrant grant, Instant at) {
        Duration between = Duration.between(grant.receivedAt(), at);
        if (between.abs().compareTo(TOO_CLOSE) > 0) {
            return between.isNegative() ? Meant.NO : Meant.YES;
        }
        Optional<AccessToken> token = grants.accessToken(grant.scope(), grant.grantId());
        if (token.isEmpty()) {
            return Meant.YES;
        }
        return switch (ring.profile(token.get().token())) {
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

    /** The removal's writes, each grant in one transaction. */
    @Singleton
    static class RemovalRecords {

        private final LinkRows rows;
        private final Grants grants;
        private final LinkEvents events;
        private final AuditTrail audit;

        RemovalRecords(LinkRows rows, Grants grants, LinkEvents events, AuditTrail audit) {
            this.rows = rows;
            this.grants = grants;
            this.events = events;
            this.audit = audit;
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
                }
            });
        }
    }
}
