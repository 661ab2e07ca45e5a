package dev.linkhub.linking;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.MaskedProfile;
import dev.linkhub.grant.PoolEntry;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.household.UnprovedAddresses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Matches a signed-in household's nonce to a grant, and claims it once the household has confirmed. Between the two lies a
 * page: without it an attacker could plant their own Ring account, or a leaked address take a stranger's cameras.
 */
@Singleton
public class NonceClaims {

    /** A code younger than this may still become the grant that the nonce is for. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final LinkingFlows flows;
    private final NonceSearch search;
    private final Grants grants;
    private final ClaimedLinks links;
    private final BrokenLinks broken;
    private final UnprovedAddresses unproved;

    NonceClaims(
            LinkingFlows flows,
            NonceSearch search,
            Grants grants,
            ClaimedLinks links,
            BrokenLinks broken,
            UnprovedAddresses unproved) {
        this.flows = flows;
        this.search = search;
        this.grants = grants;
        this.links = links;
        this.broken = broken;
        this.unproved = unproved;
    }

    /**
     * Ring's e-mail address for the account that the flow's nonce is for, so that whoever brought it need not type it. Asked
     * before anybody has signed in: it claims nothing, notes nothing, and says nothing of links. Empty for a flow that can claim
     * nothing any more, and for a grant that is no longer UNCLAIMED. Not for logs.
     *
     * @throws NotFound if the flow is another app's
     */
    @Transactional
    public Optional<String> addressToPrefill(PartnerApp app, LinkingFlow flow) {
        requireOwn(app, flow);
        if (flow.state() != FlowState.OPEN || whyItIsOver(app, flow).isPresent()) {
            return Optional.empty();
        }
        return search.findInPool(app, flow, flows.nonce(flow))
                .flatMap(entry -> grants.email(flow.scope(), entry.grantId()));
    }

    /**
     * Looks for the grant that the flow's nonce is for. Claims nothing.
     *
     * @throws NotFound if the flow is another app's
     */
    @Transactional
    public NonceMatch match(PartnerApp app, LinkingFlow flow, String householdId) {
        requireOwn(app, flow);
        Optional<NonceMatch> over = deadEnd(app, flow, householdId);
        if (over.isPresent()) {
            return over.get();
        }
        return switch (search.find(app, flow, flows.nonce(flow), householdId)) {
            case NonceSearch.InPool inPool -> matched(flow, householdId, inPool.entry());
            case NonceSearch.OwnLink own
            when own.link().state() == LinkState.INCOMPLETE -> {
                flows.noteMatch(flow, householdId, own.link().grantId());
                yield new NonceMatch.Matched(new MaskedProfile(null, null), List.of());
            }
            case NonceSearch.OwnLink own ->
                new NonceMatch.AlreadyLinked(own.link().linkId());
            case NonceSearch.OthersLink others -> new NonceMatch.ClaimedByAnother();
            case NonceSearch.Nothing nothing ->
                grants.isOneUnderWay(app, flow.environment(), UNDER_WAY)
                        ? new NonceMatch.Waiting()
                        : new NonceMatch.NoMatch();
        };
    }

    /**
     * Claims what the flow matched, as the link that the household had of the account, or else a new one. All or nothing, and of
     * two browsers exactly one wins.
     *
     * @param accountIdentifier the masked name of the household's account, for Ring's user to see
     * @throws NotFound if the flow is another app's
     */
    @Transactional
    public Claim confirm(PartnerApp app, LinkingFlow seen, String householdId, String accountIdentifier) {
        return confirm(app, seen, householdId, accountIdentifier, null);
    }

    /**
     * Claims what the flow matched, for a broken link if the household chose one. All or nothing, and of two browsers exactly
     * one wins.
     *
     * @param accountIdentifier the masked name of the household's account, for Ring's user to see
     * @param brokenLinkId the broken link that goes on with the account, as the household chose; null links separately
     * @return {@link NonceMatch.NotContinuable}, with nothing claimed or consumed, if the household has no such link of this app
     *     and environment, if that is not broken, or if it has a link of the account already
     * @throws NotFound if the flow is another app's
     */
    @Transactional
    public Claim confirm(
            PartnerApp app,
            LinkingFlow seen,
            String householdId,
            String accountIdentifier,
            @Nullable String brokenLinkId) {
        requireOwn(app, seen);
        LinkingFlow flow = flows.lock(seen);
        if (flow.state() == FlowState.CLAIMED && flow.linkId() != null && householdId.equals(flow.householdId())) {
            return new Claim.Claimed(flow.linkId());
        }
        Optional<NonceMatch> over = deadEnd(app, flow, householdId);
        if (over.isPresent()) {
            return new Claim.Refused(over.get());
        }
        String grantId = flow.grantId();
        if (grantId == null || !householdId.equals(flow.householdId())) {
            return new Claim.Refused(new NonceMatch.NoMatch());
        }
        // It may be gone altogether, if the app is just being deleted.
        return grants.find(flow.scope(), grantId)
                .flatMap(grant -> Optional.ofNullable(grant.ringAccountId()))
                .map(account -> claim(app, flow, account, householdId, accountIdentifier, brokenLinkId))
                .orElseGet(() -> new Claim.Refused(new NonceMatch.NoMatch()));
    }

    private Claim claim(
            PartnerApp app,
            LinkingFlow flow,
            String account,
            String householdId,
            String accountIdentifier,
            @Nullable String brokenLinkId) {
        Optional<AccountLink> chosen = broken.find(flow, householdId, brokenLinkId);
        Optional<RingGrant> claimable = claimable(lockLive(app, flow, account, chosen), householdId);
        if (claimable.isEmpty()) {
            return new Claim.Refused(links.whoHas(app, flow.environment(), account, householdId));
        }
        if (mustProveAddress(claimable.get(), householdId)) {
            return new Claim.Refused(new NonceMatch.AddressUnproved());
        }
        Optional<AccountLink> continued = chosen.flatMap(link -> broken.lock(flow, householdId, link, account));
        if (brokenLinkId != null && continued.isEmpty()) {
            return new Claim.Refused(new NonceMatch.NotContinuable());
        }
        if (!flows.consumeNonce(flow)) {
            return new Claim.Refused(new NonceMatch.NonceUsed());
        }
        Secret nonce = flows.nonce(flow);
        String linkId = continued
                .map(link -> links.continueWith(link, claimable.get(), account, accountIdentifier, nonce))
                .orElseGet(() -> links.claim(claimable.get(), account, householdId, accountIdentifier, nonce));
        flows.noteClaim(flow, linkId);
        return new Claim.Claimed(linkId);
    }

    /** The account's live grants, with it locked; and so the account that a chosen link has, for its news and its claims. */
    private List<RingGrant> lockLive(PartnerApp app, LinkingFlow flow, String account, Optional<AccountLink> chosen) {
        Stream.concat(Stream.of(account), chosen.map(AccountLink::ringAccountId).stream())
                .distinct()
                // Always in the same order: two that go on with each other's old accounts would deadlock otherwise.
                .sorted()
                .forEach(one -> grants.lockAccount(flow.scope(), flow.appId(), flow.environment(), one));
        return chosen.map(link -> grants.lockLiveOfAccount(app, flow.environment(), account, link.grantId()))
                .orElseGet(() -> grants.lockLiveOfAccount(app, flow.environment(), account));
    }

    /** The nonce names the account, not a token: if a newer grant of it has come since the match, that one. */
    private Optional<RingGrant> claimable(List<RingGrant> live, String householdId) {
        return live.stream()
                .filter(grant -> grant.state().isInPool())
                .max(Comparator.comparing(RingGrant::receivedAt))
                .or(() -> live.stream()
                        .filter(grant -> links.isUnfinished(grant, householdId))
                        .findFirst());
    }

    /** On another app's pages the nonce would be consumed in that app's book, and work again in its own. */
    private static void requireOwn(PartnerApp app, LinkingFlow flow) {
        if (!flow.tenantId().equals(app.tenantId()) || !flow.appId().equals(app.appId())) {
            throw new NotFound();
        }
    }

    /** Finishing what it claimed before needs no more than that did. */
    private boolean mustProveAddress(RingGrant grant, String householdId) {
        return grant.state().isInPool() && mustProveAddress(grant.scope(), grant.grantId(), householdId);
    }

    private boolean mustProveAddress(TenantScope tenant, String grantId, String householdId) {
        return unproved.of(tenant, householdId)
                .filter(address -> !grants.isAddressOf(tenant, grantId, address))
                .isPresent();
    }

    private NonceMatch matched(LinkingFlow flow, String householdId, PoolEntry entry) {
        if (mustProveAddress(flow.scope(), entry.grantId(), householdId)) {
            return new NonceMatch.AddressUnproved();
        }
        flows.noteMatch(flow, householdId, entry.grantId());
        return new NonceMatch.Matched(
                grants.profile(flow.scope(), entry.grantId()).orElse(new MaskedProfile(null, null)),
                broken.continuable(flow, householdId, entry.ringAccountId()));
    }

    private Optional<NonceMatch> deadEnd(PartnerApp app, LinkingFlow flow, String householdId) {
        String linkId = flow.linkId();
        if (flow.state() == FlowState.CLAIMED && linkId != null) {
            return Optional.of(
                    householdId.equals(flow.householdId())
                            ? new NonceMatch.AlreadyLinked(linkId)
                            : new NonceMatch.NonceUsed());
        }
        if (flow.state() == FlowState.DECLINED) {
            return Optional.of(new NonceMatch.Declined());
        }
        return whyItIsOver(app, flow);
    }

    /** Whatever became of the flow itself. */
    private Optional<NonceMatch> whyItIsOver(PartnerApp app, LinkingFlow flow) {
        if (!flows.isFresh(flow)) {
            return Optional.of(new NonceMatch.Expired());
        }
        if (app.isPaused()) {
            return Optional.of(new NonceMatch.AppPaused());
        }
        if (flows.isNonceConsumed(flow)) {
            return Optional.of(new NonceMatch.NonceUsed());
        }
        return Optional.empty();
    }
}
