package dev.linkhub.grant;

import dev.linkhub.grant.ReceivedCodes.LeasedCode;
import dev.linkhub.grant.ReceivedCodes.Reception;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the codes that Ring posts. Ring's patience is not documented, so it gets its answer within 4 s, whatever comes of the
 * redemption, which goes on by itself.
 */
@Singleton
public class TokenExchange {

    private static final Logger LOG = LoggerFactory.getLogger(TokenExchange.class);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(3_500);

    private final CodeRedemption redemption;
    private final Grants grants;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("redeem-", 0).factory());

    TokenExchange(CodeRedemption redemption, Grants grants) {
        this.redemption = redemption;
        this.grants = grants;
    }

    /** What to tell Ring. */
    public enum Answer {
        /** The tokens are stored, or the code is safely stored and being redeemed. */
        TAKEN,
        /** Ring has refused the code. */
        REFUSED,
        /** Too many codes of this app wait; nothing was stored. */
        TOO_MANY_WAITING,
        /** There is nothing yet to redeem it with; nothing was stored. */
        NO_CREDENTIALS
    }

    /**
     * Stores the code, then redeems it. The same code again gets the same answer and no second redemption.
     *
     * @throws RuntimeException if nothing could be stored
     */
    public Answer receive(AppEndpoint endpoint, Secret code) {
        if (!endpoint.app().hasCredentials()) {
            LOG.error("ALERT app {}: Ring posts codes, and its credentials have not been given", endpoint.appId());
            return Answer.NO_CREDENTIALS;
        }
        return switch (redemption.store(endpoint, code)) {
            case Reception.TooManyWaiting full -> Answer.TOO_MANY_WAITING;
            case Reception.Known known -> answerFor(known.grant());
            case Reception.Fresh fresh -> redeem(fresh.code());
        };
    }

    /**
     * Goes on with a grant whose code is not redeemed yet, or whose account is not known yet.
     *
     * @return when to come by again; empty when there is nothing left to do
     */
    public Optional<Instant> resume(TenantScope tenant, String grantId) {
        return redemption.resume(tenant, grantId);
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    private Answer redeem(LeasedCode code) {
        Future<?> redeeming = threads.submit(() -> redemption.redeem(code));
        try {
            redeeming.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return answerFor(grants.get(code.tenant(), code.grantId()));
        } catch (TimeoutException stillAtIt) {
            return Answer.TAKEN;
        } catch (ExecutionException e) {
            LOG.error("Redeeming {} failed; the worker will try again", code.grantId(), e.getCause());
            return Answer.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.TAKEN;
        }
    }

    private static Answer answerFor(RingGrant grant) {
        return grant.revokedReason() == RevokedReason.CODE_REFUSED || grant.revokedReason() == RevokedReason.CODE_LOST
                ? Answer.REFUSED
                : Answer.TAKEN;
    }
}
