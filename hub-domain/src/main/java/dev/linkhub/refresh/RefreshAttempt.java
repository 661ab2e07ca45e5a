package dev.linkhub.refresh;

import dev.linkhub.grant.TokenSeals;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.RecentCredentials;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.ring.TokenAnswer;
import dev.linkhub.vault.SealBroken;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One refresh of one leased grant: sends once, then has the outcome stored. Holds no database connection on the wire. */
@Singleton
class RefreshAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAttempt.class);

    private final RecentCredentials recent;
    private final AppPauses pauses;
    private final TokenSeals seals;
    private final RefreshCall call;
    private final RingTraffic traffic;

    RefreshAttempt(
            RecentCredentials recent, AppPauses pauses, TokenSeals seals, RefreshCall call, RingTraffic traffic) {
        this.recent = recent;
        this.pauses = pauses;
        this.seals = seals;
        this.call = call;
        this.traffic = traffic;
    }

    /** Sends, unless too much of the lease is gone; what came of it is for {@link WriteBack}. */
    AttemptEnd send(PartnerApp app, LeasedGrant grant) {
        Secret refreshToken;
        try {
            refreshToken =
                    seals.openRefresh(grant.tenant(), grant.grantId(), grant.generation(), grant.refreshTokenSealed());
        } catch (SealBroken e) {
            LOG.error("ALERT a stored refresh token does not open and is set aside: {}", e.getMessage());
            return new AttemptEnd.Unreadable(grant);
        }
        AppCredentials credentials = recent.of(app);
        TokenAnswer answer = call.send(credentials, grant, refreshToken);
        tellTraffic(app, answer);
        return switch (answer) {
            case TokenAnswer.Tokens tokens ->
                new AttemptEnd.Success(
                        grant,
                        tokens.accessToken(),
                        tokens.refreshToken(),
                        tokens.tokenType(),
                        tokens.scope(),
                        tokens.lifetime(),
                        tokens.requestId());
            case TokenAnswer.InvalidGrant refused -> new AttemptEnd.Refused(grant, refused.requestId());
            case TokenAnswer.ClientRejected rejected -> {
                pauses.credentialsRejected(app, credentials.version());
                yield again(grant, answer, Duration.ZERO, false, rejected.error());
            }
            case TokenAnswer.RateLimited limited -> again(grant, answer, limited.retryAfter(), false, "429");
            case TokenAnswer.NotSent notSent ->
                again(grant, answer, Backoff.afterNotSent(grant.failures()), false, notSent.why());
            case TokenAnswer.Unknown unknown ->
                new AttemptEnd.Again(
                        grant,
                        AttemptOutcome.UNKNOWN,
                        Backoff.afterAmbiguous(grant.failures()),
                        true,
                        unknown.why(),
                        unknown.requestId());
        };
    }

    private static AttemptEnd again(
            LeasedGrant grant, TokenAnswer answer, Duration in, boolean mayHaveReachedRing, String detail) {
        return new AttemptEnd.Again(grant, AttemptOutcome.of(answer), in, mayHaveReachedRing, detail, null);
    }

    private void tellTraffic(PartnerApp app, TokenAnswer answer) {
        switch (answer) {
            case TokenAnswer.Tokens tokens -> traffic.answered(app);
            case TokenAnswer.InvalidGrant refused -> traffic.answered(app);
            case TokenAnswer.ClientRejected rejected -> traffic.answered(app);
            case TokenAnswer.RateLimited limited -> traffic.rateLimited(app, limited.retryAfter());
            case TokenAnswer.NotSent notSent -> traffic.silent(app);
            case TokenAnswer.Unknown unknown -> traffic.silent(app);
        }
    }
}
