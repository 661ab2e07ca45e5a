package dev.linkhub.device;

import dev.linkhub.grant.AccessToken;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.ring.DevicesAnswer;
import dev.linkhub.ring.RingDevices;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks Ring which devices a link may see ({@code GET /v1/devices}, {@code ring-contract.md} §9): webhooks can be lost, and do not
 * carry names. No database connection is held meanwhile.
 */
@Singleton
public class DeviceListing {

    private static final Duration TOKEN_LIVES = Duration.ofMinutes(1);

    private final ListingSteps steps;
    private final AccountLinks links;
    private final PartnerApps apps;
    private final FreshTokens freshTokens;
    private final RingDevices ring;

    DeviceListing(ListingSteps steps, AccountLinks links, PartnerApps apps, FreshTokens freshTokens, RingDevices ring) {
        this.steps = steps;
        this.links = links;
        this.apps = apps;
        this.freshTokens = freshTokens;
        this.ring = ring;
    }

    /** When Ring last listed a link's devices. */
    public Optional<Instant> listedAt(TenantScope tenant, String linkId) {
        return steps.listedAt(tenant, linkId);
    }

    /**
     * Wants a new list if Ring was last asked for one over a quarter of an hour ago.
     *
     * @return whether it is for the caller to {@link #proceed} at once; a worker does otherwise
     */
    public boolean wantIfOld(TenantScope tenant, String linkId) {
        return steps.wantIfOld(tenant, linkId);
    }

    /** Wants a new list soon. In the caller's transaction, if it has one. */
    public void want(TenantScope tenant, String linkId) {
        steps.want(tenant, linkId);
    }

    /**
     * Asks Ring if somebody wants that.
     *
     * @return when to come by again; empty when there is nothing left to do
     */
    public Optional<Instant> proceed(TenantScope tenant, String linkId) {
        return switch (steps.begin(tenant, linkId)) {
            case ListingSteps.Begun.Nothing nothing -> Optional.empty();
            case ListingSteps.Begun.Later later -> Optional.of(later.at());
            case ListingSteps.Begun.Go go ->
                links.find(tenant, linkId)
                        .filter(link -> isOpenAtRing(link.state()))
                        .map(link -> list(link, go))
                        .orElseGet(() -> steps.settled(tenant, linkId, go));
        };
    }

    /** Before that Ring lets nobody see a device ({@code ring-contract.md} §5); once it does, a list is wanted anew. */
    private static boolean isOpenAtRing(LinkState state) {
        return state == LinkState.AWAITING || state == LinkState.COMPLETED;
    }

    private Optional<Instant> list(AccountLink link, ListingSteps.Begun.Go go) {
        PartnerApp app = apps.byId(link.scope(), link.appId());
        Outcome first = ask(app, link, null);
        Outcome outcome = first.rejectedGeneration() == null ? first : ask(app, link, first.rejectedGeneration());
        if (outcome.rejectedGeneration() != null) {
            // A token that has just been made is not what is wrong, and another one for each try would not help.
            return steps.settled(link.scope(), link.linkId(), go);
        }
        DevicesAnswer.Listed listed = outcome.answer();
        if (listed != null) {
            return steps.listed(link, go, listed);
        }
        return outcome.isHopeless()
                ? steps.settled(link.scope(), link.linkId(), go)
                : steps.failed(link.scope(), link.linkId(), go, outcome.retryAfter());
    }

    /** One refresh, one more try ({@code ring-contract.md} §8). */
    private Outcome ask(PartnerApp app, AccountLink link, @Nullable Integer rejectedGeneration) {
        return switch (freshTokens.ensure(app, link.grantId(), TOKEN_LIVES, rejectedGeneration)) {
            case Freshness.Unhealthy unhealthy -> Outcome.HOPELESS;
            case Freshness.Unavailable unavailable -> Outcome.failed(unavailable.retryAfter());
            case Freshness.Fresh fresh -> ask(app, fresh.token());
        };
    }

    private Outcome ask(PartnerApp app, AccessToken token) {
        DevicesAnswer answer = ring.list(app, token.token());
        return switch (answer) {
            case DevicesAnswer.Listed listed -> new Outcome(listed, Duration.ZERO, null, false);
            case DevicesAnswer.TokenRejected rejected -> new Outcome(null, Duration.ZERO, token.generation(), false);
            case DevicesAnswer.RateLimited limited -> Outcome.failed(limited.retryAfter());
            case DevicesAnswer.Unavailable unavailable -> Outcome.failed(Duration.ZERO);
        };
    }

    /** What came of one call, or of not making it. */
    private record Outcome(
            DevicesAnswer.@Nullable Listed answer,
            Duration retryAfter,
            @Nullable Integer rejectedGeneration,
            boolean isHopeless) {

        private static final Outcome HOPELESS = new Outcome(null, Duration.ZERO, null, true);

        private static Outcome failed(Duration retryAfter) {
            return new Outcome(null, retryAfter, null, false);
        }
    }
}
