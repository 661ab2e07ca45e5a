package dev.linkhub.grant;

import dev.linkhub.grant.ReceivedCodes.LeasedCode;
import dev.linkhub.grant.ReceivedCodes.Reception;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingOAuth;
import dev.linkhub.ring.SendGuard;
import dev.linkhub.ring.TokenAnswer;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns a code into tokens while it lives: 60 s, one use ({@code ring-contract.md} §2). Neither breaker nor backoff holds it
 * back: it does not live long enough to wait.
 */
@Singleton
class CodeRedemption {

    private static final Duration CALL_WITHIN = Duration.ofSeconds(8);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration WORKER_TRIES_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final int TRIES_WHILE_RING_WAITS = 3;

    private final ReceivedCodes codes;
    private final PartnerApps apps;
    private final AppPauses pauses;
    private final RingOAuth oauth;
    private final AccountIdentification identification;
    private final RedeemedTokens redeemed;

    CodeRedemption(
            ReceivedCodes codes,
            PartnerApps apps,
            AppPauses pauses,
            RingOAuth oauth,
            AccountIdentification identification,
            RedeemedTokens redeemed) {
        this.codes = codes;
        this.apps = apps;
        this.pauses = pauses;
        this.oauth = oauth;
        this.identification = identification;
        this.redeemed = redeemed;
    }

    Reception store(AppEndpoint endpoint, Secret code) {
        return codes.store(endpoint, code);
    }

    /** Redeems a code that has just come in, with a few quick tries, and finds out whose tokens they are. */
    void redeem(LeasedCode code) {
        if (attempt(code, TRIES_WHILE_RING_WAITS)) {
            identification.identify(code.tenant(), code.grantId());
        }
    }

    /**
     * Goes on where another process or an earlier try left off.
     *
     * @return when to come by again; empty when there is nothing left to do
     */
    Optional<Instant> resume(TenantScope tenant, String grantId) {
        Optional<LeasedCode> leased = redeemed.mayHold(grantId) ? Optional.empty() : codes.lease(tenant, grantId);
        if (leased.isPresent()) {
            attempt(leased.get(), 1);
        }
        return identification.identify(tenant, grantId);
    }

    private boolean attempt(LeasedCode code, int tries) {
        PartnerApp app = apps.byId(code.tenant(), code.appId());
        boolean inDoubt = code.sentBefore();
        Duration pause = FIRST_PAUSE;
        for (int left = tries; ; left--) {
            if (codes.isTooOld(code)) {
                codes.died(code, RevokedReason.CODE_EXPIRED);
                return false;
            }
            AppCredentials credentials = apps.credentials(code.tenant(), code.appId());
            TokenAnswer answer = oauth.redeem(app, credentials, code.code(), SendGuard.within(CALL_WITHIN));
            switch (answer) {
                case TokenAnswer.Tokens tokens -> {
                    redeemed.store(code, tokens);
                    if (app.isPaused()) {
                        pauses.credentialsAccepted(app, credentials.version());
                    }
                    return true;
                }
                case TokenAnswer.InvalidGrant refused -> {
                    codes.died(code, inDoubt ? RevokedReason.CODE_LOST : RevokedReason.CODE_REFUSED);
                    return false;
                }
                case TokenAnswer.ClientRejected rejected -> pauses.credentialsRejected(app, credentials.version());
                case TokenAnswer.RateLimited limited -> pause = limited.retryAfter();
                case TokenAnswer.NotSent notSent -> pause = pause.multipliedBy(2);
                case TokenAnswer.Unknown unknown -> inDoubt = true;
            }
            if (left == 1 || pause.compareTo(WORKER_TRIES_AGAIN_AFTER) > 0 || !sleeps(pause) || !codes.renew(code)) {
                codes.release(code, inDoubt, answer.getClass().getSimpleName());
                return false;
            }
        }
    }

    private static boolean sleeps(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
