package dev.linkhub.linking;

import dev.linkhub.grant.AccessToken;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.ring.IntegrationAnswer;
import dev.linkhub.ring.RingApi;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells Ring of a claimed link: {@code POST} with the nonce, then {@code PATCH completed} ({@code ring-contract.md} §5). Each
 * step is recorded before and after, so that whoever comes by goes on from there.
 */
@Singleton
public class LinkCompletion {

    private static final Duration TOKEN_LIVES = Duration.ofMinutes(1);
    private static final Duration AFTER_REJECTION = Duration.ofMinutes(1);
    private static final int MOST_STEPS = 6;

    private final CompletionSteps steps;
    private final PartnerApps apps;
    private final FreshTokens freshTokens;
    private final RingApi ring;

    LinkCompletion(CompletionSteps steps, PartnerApps apps, FreshTokens freshTokens, RingApi ring) {
        this.steps = steps;
        this.apps = apps;
        this.freshTokens = freshTokens;
        this.ring = ring;
    }

    /**
     * Takes as many steps as can be taken now.
     *
     * @return when to come by again; empty when there is nothing left to do
     */
    public Optional<Instant> proceed(TenantScope tenant, String linkId) {
        Optional<LeasedLink> leased = steps.lease(tenant, linkId);
        if (leased.isEmpty()) {
            return steps.lookAgainAt(tenant, linkId);
        }
        LeasedLink link = leased.get();
        Next next = new Next.Go(null);
        for (int i = 0; i < MOST_STEPS && next instanceof Next.Go go; i++) {
            Optional<LeasedLink> now = steps.renew(link);
            if (now.isEmpty()) {
                return steps.lookAgainAt(tenant, linkId);
            }
            link = now.get();
            next = step(link, go.rejectedGeneration());
        }
        return steps.release(link, next instanceof Next.Wait wait ? wait.atLeast() : Duration.ZERO);
    }

    private Next step(LeasedLink leased, @Nullable Integer rejectedGeneration) {
        AccountLink link = leased.link();
        if (!link.state().isUnderWay()) {
            return new Next.Done();
        }
        PartnerApp app = apps.byId(link.scope(), link.appId());
        switch (freshTokens.ensure(app, link.grantId(), TOKEN_LIVES, rejectedGeneration)) {
            case Freshness.Unhealthy unhealthy -> {
                return steps.incomplete(leased, "the tokens are " + unhealthy.reason());
            }
            case Freshness.Unavailable unavailable -> {
                return new Next.Wait(unavailable.retryAfter());
            }
            case Freshness.Fresh fresh -> {
                Turn turn = new Turn(leased, app, fresh.token(), rejectedGeneration != null);
                boolean firstPost = link.state() == LinkState.CLAIMED && link.postSentAt() == null;
                return firstPost ? post(turn) : patch(turn);
            }
        }
    }

    private Next post(Turn turn) {
        LeasedLink leased = turn.leased();
        Optional<Secret> nonce = steps.nonceToPost(leased);
        if (nonce.isEmpty()) {
            return new Next.Done();
        }
        return switch (ring.confirm(
                turn.app(), turn.token().token(), nonce.get(), leased.link().accountIdentifier())) {
            case IntegrationAnswer.Accepted accepted -> steps.posted(leased);
            case IntegrationAnswer.NonceRefused refused -> steps.incomplete(leased, "Ring no longer takes the nonce");
            case IntegrationAnswer.NoIntegration none -> steps.incomplete(leased, "Ring knows of no such integration");
            // Past the nonce already: it is the PATCH that is missing, and the noted POST leads there.
            case IntegrationAnswer.TransitionRefused refused -> new Next.Go(null);
            case IntegrationAnswer.Refused refused ->
                steps.incomplete(leased, "Ring answered %d %s".formatted(refused.status(), refused.title()));
            case IntegrationAnswer.TokenRejected rejected -> steps.notPosted(leased, rejected(turn));
            case IntegrationAnswer.RateLimited limited -> steps.notPosted(leased, new Next.Wait(limited.retryAfter()));
            case IntegrationAnswer.NotSent notSent -> steps.notPosted(leased, new Next.Wait(Duration.ZERO));
            case IntegrationAnswer.Unknown unknown -> steps.postUnheard(leased, unknown.why());
        };
    }

    private Next patch(Turn turn) {
        LeasedLink leased = turn.leased();
        boolean posted = leased.link().state() == LinkState.AWAITING;
        return switch (ring.complete(
                turn.app(), turn.token().token(), leased.link().accountIdentifier())) {
            case IntegrationAnswer.Accepted accepted -> steps.completed(leased);
            // From awaiting the only refusal there can be is that it is completed already: an earlier PATCH was
            // unheard.
            case IntegrationAnswer.TransitionRefused refused ->
                posted ? steps.completed(leased) : steps.notPosted(leased, new Next.Go(null));
            case IntegrationAnswer.NoIntegration none ->
                posted
                        ? steps.incomplete(leased, "Ring knows of no such integration")
                        : steps.notPosted(leased, new Next.Go(null));
            case IntegrationAnswer.NonceRefused refused -> steps.incomplete(leased, "Ring no longer takes the nonce");
            case IntegrationAnswer.Refused refused ->
                posted
                        ? steps.incomplete(leased, "Ring answered %d %s".formatted(refused.status(), refused.title()))
                        : steps.notPosted(leased, new Next.Go(null));
            case IntegrationAnswer.TokenRejected rejected -> rejected(turn);
            case IntegrationAnswer.RateLimited limited -> new Next.Wait(limited.retryAfter());
            case IntegrationAnswer.NotSent notSent -> new Next.Wait(Duration.ZERO);
            case IntegrationAnswer.Unknown unknown -> new Next.Wait(Duration.ZERO);
        };
    }

    /** One refresh, one more try ({@code ring-contract.md} §8): a token that has just been made is not what is wrong. */
    private static Next rejected(Turn turn) {
        return turn.justRefreshed()
                ? new Next.Wait(AFTER_REJECTION)
                : new Next.Go(turn.token().generation());
    }

    /** What one call to Ring is made with. */
    private record Turn(LeasedLink leased, PartnerApp app, AccessToken token, boolean justRefreshed) {}

    /** What to do after a step. */
    sealed interface Next {

        /** The next step at once; without the access token of this generation, if Ring has just refused it. */
        record Go(@Nullable Integer rejectedGeneration) implements Next {}

        /** Later: after the usual backoff, and not before this. */
        record Wait(Duration atLeast) implements Next {}

        /** Nothing left to do. */
        record Done() implements Next {}
    }

    /** A link whose steps the caller alone may take until its lease ends. */
    record LeasedLink(AccountLink link, String claimId) {}
}
