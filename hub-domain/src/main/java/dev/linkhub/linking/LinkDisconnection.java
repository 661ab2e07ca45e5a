package dev.linkhub.linking;

import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.ring.IntegrationAnswer;
import dev.linkhub.ring.RingApi;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A household disconnects its link here. A one-way partner cannot remove itself from Ring ({@code ring-contract.md} §5): it sets
 * its status back to {@code awaiting} and drops its tokens. The link is over at once and hands out no token; the tokens outlive it
 * until Ring has been told with one of them, and for {@link #AT_THE_LATEST} at most. The PATCH is safe to repeat, so whoever
 * dies in the middle, or did not hear Ring's answer, starts again.
 */
@Singleton
public class LinkDisconnection {

    /** After this the tokens are dropped, whether Ring was told or not. */
    public static final Duration AT_THE_LATEST = Duration.ofHours(24);

    private static final Duration TOKEN_LIVES = Duration.ofMinutes(1);
    private static final Duration AFTER_REJECTION = Duration.ofMinutes(1);

    /** Ring refuses tokens that have just been made: more of them would not help, and later it may take one. */
    private static final int MOST_FORCED = 3;

    private final DisconnectSteps steps;
    private final AccountLinks links;
    private final PartnerApps apps;
    private final Grants grants;
    private final FreshTokens freshTokens;
    private final RingApi ring;

    LinkDisconnection(
            DisconnectSteps steps,
            AccountLinks links,
            PartnerApps apps,
            Grants grants,
            FreshTokens freshTokens,
            RingApi ring) {
        this.steps = steps;
        this.links = links;
        this.apps = apps;
        this.grants = grants;
        this.freshTokens = freshTokens;
        this.ring = ring;
    }

    /**
     * Ends the link at once and notes that Ring is to be told; for one that is over already there is nothing to do.
     *
     * @return whether this ended it
     * @throws dev.linkhub.refusal.NotFound if this household has no such link
     */
    public boolean ask(TenantScope tenant, String linkId, String householdId) {
        return steps.ask(tenant, linkId, householdId);
    }

    /** How a link's end by its household stands; empty if it goes on, or ended otherwise. */
    public Optional<Disconnection> of(AccountLink link) {
        return steps.of(link);
    }

    /**
     * Tells Ring and drops the tokens, as far as that can be done now.
     *
     * @return when to come by again; empty when there is nothing left to do
     */
    public Optional<Instant> proceed(TenantScope tenant, String linkId) {
        Optional<Disconnection> leased = steps.lease(tenant, linkId);
        if (leased.isEmpty()) {
            return steps.lookAgainAt(tenant, linkId);
        }
        Disconnection wish = leased.get();
        if (steps.isTooLate(wish)) {
            return steps.drop(tenant, wish, "Ring could not be told within " + AT_THE_LATEST.toHours() + " hours");
        }
        if (!grants.find(tenant, wish.grantId())
                .filter(grant -> grant.state() == GrantState.CLAIMED)
                .isPresent()) {
            return steps.drop(tenant, wish, "they were gone already");
        }
        PartnerApp app = apps.byId(tenant, links.get(tenant, linkId).appId());
        Told first = tell(app, wish, null);
        Told told = first instanceof Told.Rejected rejected && wish.failures() < MOST_FORCED
                ? tell(app, wish, rejected.generation())
                : first;
        return switch (told) {
            case Told.Done done -> steps.drop(tenant, wish, done.how());
            case Told.Rejected rejected -> steps.again(tenant, wish, AFTER_REJECTION);
            case Told.NotYet notYet -> steps.again(tenant, wish, notYet.retryAfter());
        };
    }

    private Told tell(PartnerApp app, Disconnection wish, @Nullable Integer rejectedGeneration) {
        return switch (freshTokens.ensure(app, wish.grantId(), TOKEN_LIVES, rejectedGeneration)) {
            case Freshness.Unhealthy unhealthy -> new Told.Done("the tokens were " + unhealthy.reason());
            case Freshness.Unavailable unavailable -> new Told.NotYet(unavailable.retryAfter());
            case Freshness.Fresh fresh -> tell(app, fresh.token());
        };
    }

    /** What Ring refuses for good needs no telling: it has no link of ours that could be set back. */
    private Told tell(PartnerApp app, AccessToken token) {
        return switch (ring.pause(app, token.token())) {
            case IntegrationAnswer.Accepted accepted -> new Told.Done("Ring was told");
            case IntegrationAnswer.NoIntegration none -> new Told.Done("Ring knows of no such integration");
            case IntegrationAnswer.TransitionRefused refused -> new Told.Done("Ring did not set its status back");
            case IntegrationAnswer.NonceRefused refused -> new Told.Done("Ring did not set its status back");
            case IntegrationAnswer.Refused refused ->
                new Told.Done("Ring answered %d %s".formatted(refused.status(), refused.title()));
            case IntegrationAnswer.TokenRejected rejected -> new Told.Rejected(token.generation());
            case IntegrationAnswer.RateLimited limited -> new Told.NotYet(limited.retryAfter());
            case IntegrationAnswer.NotSent notSent -> new Told.NotYet(Duration.ZERO);
            case IntegrationAnswer.Unknown unknown -> new Told.NotYet(Duration.ZERO);
        };
    }

    /** What came of telling Ring. */
    private sealed interface Told {

        /** There is nothing more to tell. */
        record Done(String how) implements Told {}

        /** Ring no longer takes the access token of this generation. */
        record Rejected(int generation) implements Told {}

        /** Later, and not before this. */
        record NotYet(Duration retryAfter) implements Told {}
    }
}
