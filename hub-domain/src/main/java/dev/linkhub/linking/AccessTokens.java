package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands a link's access token to its integrator: fresh, and never without an audit record. */
@Singleton
public class AccessTokens {

    /** Ring's tokens live 4 h; what asks for nearly all of that would refresh at each call. */
    private static final Duration LONGEST_MIN_TTL = Duration.ofMinutes(210);

    private final AccountLinks links;
    private final PartnerApps apps;
    private final FreshTokens freshTokens;
    private final AuditedTokens tokens;

    AccessTokens(AccountLinks links, PartnerApps apps, FreshTokens freshTokens, AuditedTokens tokens) {
        this.links = links;
        this.apps = apps;
        this.freshTokens = freshTokens;
        this.tokens = tokens;
    }

    /** What the integrator gets. */
    public sealed interface Answer {

        /** A token that lives. */
        record Token(AccessToken token) implements Answer {}

        /** The household has to reconnect. */
        record Unhealthy(UnhealthyReason reason) implements Answer {}

        /** Not now. */
        record Unavailable(Duration retryAfter) implements Answer {}
    }

    /**
     * A token that lives at least so long, refreshed for it if need be.
     *
     * @param minTtl zero to 3 h 30 min
     * @param rejectedGeneration "Ring answered 401 to the token of this generation"; null if it did not
     * @throws dev.linkhub.refusal.InvalidInput if minTtl is out of range
     * @throws dev.linkhub.refusal.NotFound if this tenant has no such link
     */
    public Answer handOut(
            TenantScope tenant, String linkId, Duration minTtl, @Nullable Integer rejectedGeneration, Actor to) {
        new FieldChecks()
                .require(
                        !minTtl.isNegative() && minTtl.compareTo(LONGEST_MIN_TTL) <= 0,
                        "min_ttl_seconds",
                        "0 to " + LONGEST_MIN_TTL.toSeconds())
                .done();
        AccountLink link = links.get(tenant, linkId);
        if (link.state().isOver()) {
            return new Answer.Unhealthy(UnhealthyReason.REMOVED_BY_USER);
        }
        return switch (refreshed(link, minTtl, rejectedGeneration)) {
            case Freshness.Fresh fresh ->
                tokens.handOut(link, to)
                        .<Answer>map(Answer.Token::new)
                        .orElse(new Answer.Unhealthy(UnhealthyReason.REMOVED_BY_USER));
            case Freshness.Unhealthy unhealthy -> new Answer.Unhealthy(unhealthy.reason());
            case Freshness.Unavailable unavailable -> new Answer.Unavailable(unavailable.retryAfter());
        };
    }

    /** What came of a refresh that was asked for. */
    public sealed interface Refreshed {

        /** The token is new; it stays here. */
        record Done() implements Refreshed {}

        /** The household has to reconnect. */
        record Unhealthy(UnhealthyReason reason) implements Refreshed {}

        /** Not now. */
        record Unavailable(Duration retryAfter) implements Refreshed {}
    }

    /** Refreshes now, whatever the stored token is like. */
    public Refreshed refreshNow(TenantScope tenant, String linkId, Actor by) {
        AccountLink link = links.get(tenant, linkId);
        if (link.state().isOver()) {
            return new Refreshed.Unhealthy(UnhealthyReason.REMOVED_BY_USER);
        }
        tokens.recordRefreshAsked(link, by);
        return switch (refreshed(link, Duration.ZERO, tokens.generation(link))) {
            case Freshness.Fresh fresh -> new Refreshed.Done();
            case Freshness.Unhealthy unhealthy -> new Refreshed.Unhealthy(unhealthy.reason());
            case Freshness.Unavailable unavailable -> new Refreshed.Unavailable(unavailable.retryAfter());
        };
    }

    private Freshness refreshed(AccountLink link, Duration minTtl, @Nullable Integer rejectedGeneration) {
        PartnerApp app = apps.byId(link.scope(), link.appId());
        return freshTokens.ensure(app, link.grantId(), minTtl, rejectedGeneration);
    }

    /** Reads a token and records who got it, in one transaction. */
    @Singleton
    static class AuditedTokens {

        private final AccountLinks links;
        private final Grants grants;
        private final AuditTrail audit;

        AuditedTokens(AccountLinks links, Grants grants, AuditTrail audit) {
            this.links = links;
            this.grants = grants;
            this.audit = audit;
        }

        @Transactional
        Optional<AccessToken> handOut(AccountLink link, Actor to) {
            // Read once more, in the transaction that records it: no token leaves the hub otherwise.
            // It may have been disconnected during the refresh, with its tokens kept until Ring has been told.
            Optional<AccessToken> token = links.find(link.scope(), link.linkId())
                    .filter(now -> !now.state().isOver())
                    .flatMap(now -> grants.accessToken(link.scope(), link.grantId()));
            token.ifPresent(found -> audit.record(
                    link.scope(), to, "access_token.disclosed", link.linkId(), "generation " + found.generation()));
            return token;
        }

        @Transactional
        void recordRefreshAsked(AccountLink link, Actor by) {
            audit.record(link.scope(), by, "link.refresh_asked", link.linkId(), "");
        }

        int generation(AccountLink link) {
            return grants.get(link.scope(), link.grantId()).generation();
        }
    }
}
