package dev.linkhub.repair;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.Disconnection;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.webhook.RingEvent;
import dev.linkhub.webhook.RingWebhooks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what a link needs to work again, and what of it is done. */
@Singleton
public class Repairs {

    private final AccountLinks links;
    private final LinkDisconnection disconnections;
    private final Grants grants;
    private final RingWebhooks webhooks;

    Repairs(AccountLinks links, LinkDisconnection disconnections, Grants grants, RingWebhooks webhooks) {
        this.links = links;
        this.disconnections = disconnections;
        this.grants = grants;
        this.webhooks = webhooks;
    }

    /** How a link's repair stands now. */
    public RepairProgress of(PartnerApp app, LinkStatus status) {
        AccountLink link = links.get(status.scope(), status.linkId());
        return switch (status.state()) {
            case CLAIMED, AWAITING ->
                link.claimNumber() > 1
                        ? new RepairProgress(RepairKind.RECONNECT, null, null, true, null)
                        : RepairProgress.none();
            case REPLACED -> RepairProgress.none();
            case COMPLETED -> isBroken(status) ? reconnect(app, status, null) : RepairProgress.none();
            case INCOMPLETE ->
                isBroken(status)
                        ? reconnect(app, status, null)
                        : new RepairProgress(RepairKind.FINISH, null, null, false, null);
            case REMOVED ->
                disconnections
                        .of(link)
                        .map(wish -> leave(app, status, wish))
                        .orElseGet(() -> reconnect(app, status, status.removedAt()));
        };
    }

    private RepairProgress reconnect(PartnerApp app, LinkStatus link, @Nullable Instant removedAt) {
        return new RepairProgress(RepairKind.RECONNECT, removedAt, reconnectedAt(app, link), false, null);
    }

    private RepairProgress leave(PartnerApp app, LinkStatus link, Disconnection wish) {
        Instant removedAt = webhooks.removalsOf(app, link.environment(), link.ringAccountId()).stream()
                .map(RingEvent::when)
                .filter(when -> when.isAfter(wish.askedAt()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new RepairProgress(RepairKind.LEAVE, removedAt, reconnectedAt(app, link), false, wish);
    }

    /** What lies in the pool came after the claim. */
    private @Nullable Instant reconnectedAt(PartnerApp app, LinkStatus link) {
        Optional<RingGrant> newest = grants.liveOfAccount(app, link.environment(), link.ringAccountId()).stream()
                .filter(grant -> grant.state().isInPool())
                .max(Comparator.comparing(RingGrant::receivedAt));
        return newest.map(RingGrant::receivedAt).orElse(null);
    }

    private static boolean isBroken(LinkStatus link) {
        return link.health() == LinkHealth.UNHEALTHY;
    }
}
