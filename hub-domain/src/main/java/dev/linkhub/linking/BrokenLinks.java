package dev.linkhub.linking;

import dev.linkhub.grant.Grants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Households' links that work no more, and can go on with another Ring account. */
@Singleton
class BrokenLinks {

    private static final int MOST = 5;

    private final LinkRows rows;
    private final DisconnectSteps disconnections;
    private final Grants grants;

    BrokenLinks(LinkRows rows, DisconnectSteps disconnections, Grants grants) {
        this.rows = rows;
        this.disconnections = disconnections;
        this.grants = grants;
    }

    /**
     * The household's links of the flow's app and environment that can go on with this account, the newest break first. None if it
     * has a link of the account already: that one is revived.
     */
    List<BrokenLink> continuable(LinkingFlow flow, String householdId, String ringAccountId) {
        List<AccountLink> own = own(flow, householdId);
        return own.stream().anyMatch(link -> link.ringAccountId().equals(ringAccountId))
                ? List.of()
                : own.stream()
                        .flatMap(link -> broken(link).stream())
                        .sorted(Comparator.comparing(BrokenLink::since).reversed())
                        .limit(MOST)
                        .toList();
    }

    /** By an id that the household gave, if it is its own and of the flow's app and environment. */
    Optional<AccountLink> find(LinkingFlow flow, String householdId, @Nullable String linkId) {
        return own(flow, householdId).stream()
                .filter(link -> link.linkId().equals(linkId))
                .findFirst();
    }

    /**
     * The link as it is now, with its row locked, if it can still go on with this account. In the caller's transaction, which has
     * locked both accounts and the grant that the link had when it was found.
     */
    Optional<AccountLink> lock(LinkingFlow flow, String householdId, AccountLink found, String ringAccountId) {
        return rows.lock(found.tenantId(), found.linkId())
                .filter(now -> now.ringAccountId().equals(found.ringAccountId()))
                .filter(now -> now.grantId().equals(found.grantId()))
                .filter(now -> broken(now).isPresent())
                .filter(now -> own(flow, householdId).stream()
                        .noneMatch(link -> link.ringAccountId().equals(ringAccountId)));
    }

    private List<AccountLink> own(LinkingFlow flow, String householdId) {
        return rows.ofHousehold(flow.tenantId(), householdId).stream()
                .filter(link -> link.appId().equals(flow.appId()))
                .filter(link -> link.environment() == flow.environment())
                .toList();
    }

    private Optional<BrokenLink> broken(AccountLink link) {
        return switch (link.state()) {
            case REMOVED ->
                Optional.of(broken(
                        link,
                        disconnections.of(link).isPresent() ? BrokenLink.Why.DISCONNECTED : BrokenLink.Why.REMOVED,
                        link.removedAt()));
            case INCOMPLETE -> Optional.of(broken(link, BrokenLink.Why.INCOMPLETE, null));
            case COMPLETED ->
                grants.find(link.scope(), link.grantId())
                        .filter(grant -> grant.unhealthyReason() != null)
                        .map(grant -> broken(link, BrokenLink.Why.UNHEALTHY, grant.unhealthySince()));
            // On the way, or another household's by now.
            case CLAIMED, AWAITING, REPLACED -> Optional.empty();
        };
    }

    private static BrokenLink broken(AccountLink link, BrokenLink.Why why, @Nullable Instant since) {
        return new BrokenLink(link.linkId(), why, since == null ? link.claimedAt() : since, link.linkedAt());
    }
}
