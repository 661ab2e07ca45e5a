package dev.linkhub.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.id.PublicIds;
import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.SealedPlace;
import dev.linkhub.vault.Secret;
import dev.linkhub.vault.Vault;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Browsers on their way through a tenant's provider and back. */
@Singleton
class OidcFlows implements Sweepable {

    /** Long enough to find a password, and to make an account there. */
    static final Duration LIVES = Duration.ofMinutes(30);

    /** A minute and a half of one address's share of the sign-in pages, all of it: nobody is dropped in passing. */
    static final int MOST_PER_SOURCE = 500;

    private static final int MOST_DROPPED = 100;
    private static final int MOST_SWEPT = 1_000;
    private static final int LONGEST_STATE = 100;
    private static final char SEPARATOR = '.';

    private final OidcFlowRows rows;
    private final Vault vault;
    private final PublicIds ids;
    private final WakeUps wakeUps;
    private final Clock clock;

    OidcFlows(OidcFlowRows rows, Vault vault, PublicIds ids, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.ids = ids;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Begins one. Where very many are under way from this address, the oldest of them is over.
     *
     * @param source the browser's address
     */
    Begun begin(TenantScope tenant, int methodVersion, @Nullable String nextPath, String source) {
        String flowId = ids.next("ofl");
        String state = flowId + SEPARATOR + Unguessable.bits256();
        String browserSecret = Unguessable.bits256();
        String nonce = Unguessable.bits256();
        String verifier = Unguessable.bits256();
        wakeUps.sweepIn(LIVES, tenant);
        rows.insert(
                tenant.tenantId(),
                flowId,
                Sha256.of(state),
                Sha256.of(browserSecret),
                vault.seal(Secret.of(nonce + SEPARATOR + verifier), place(tenant, flowId)),
                methodVersion,
                nextPath,
                source,
                clock.instant().plus(LIVES));
        dropBeyond(tenant, source);
        return new Begun(flowId, state, browserSecret, nonce, Secret.of(verifier));
    }

    /** In no transaction, and after the insert: of any number at once, the last to look sees them all. */
    private void dropBeyond(TenantScope tenant, String source) {
        for (String flowId : rows.beyond(tenant.tenantId(), source, MOST_PER_SOURCE, MOST_DROPPED)) {
            rows.delete(tenant.tenantId(), flowId);
        }
    }

    /** The id of the flow that a state belongs to, as its browser's cookie is named by; empty if it is none of ours. */
    static Optional<String> idOf(String state) {
        int dot = state.indexOf(SEPARATOR);
        return dot > 0 && state.length() <= LONGEST_STATE ? Optional.of(state.substring(0, dot)) : Optional.empty();
    }

    /**
     * Ends the flow, for this browser once: whoever comes with the same state again gets nothing.
     *
     * @param browserSecret what the cookie of this flow holds
     */
    @Transactional
    Optional<Ended> end(TenantScope tenant, String state, String browserSecret) {
        Optional<OidcFlowRows.Row> found = idOf(state)
                .flatMap(flowId -> rows.find(tenant.tenantId(), flowId))
                .filter(row -> Sha256.matches(row.stateSha256(), state))
                .filter(row -> Sha256.matches(row.browserSha256(), browserSecret));
        if (found.isEmpty() || rows.delete(tenant.tenantId(), found.get().flowId()) == 0) {
            return Optional.empty();
        }
        OidcFlowRows.Row row = found.get();
        if (!clock.instant().isBefore(row.expiresAt())) {
            return Optional.empty();
        }
        String secrets = new String(vault.openBytes(row.secretsSealed(), place(tenant, row.flowId())), UTF_8);
        int separator = secrets.indexOf(SEPARATOR);
        return Optional.of(new Ended(
                row.methodVersion(),
                row.nextPath(),
                secrets.substring(0, separator),
                Secret.of(secrets.substring(separator + 1))));
    }

    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        boolean more = rows.deleteExpired(tenant.tenantId(), now, MOST_SWEPT) == MOST_SWEPT;
        return more ? Optional.of(now) : rows.firstToExpire(tenant.tenantId());
    }

    private static SealedPlace place(TenantScope tenant, String flowId) {
        return new SealedPlace(tenant, "oidc_flow", flowId, "secrets_sealed", 0);
    }

    /**
     * A flow that has begun.
     *
     * @param state for the provider, which sends it back
     * @param browserSecret for a cookie
     */
    record Begun(String flowId, String state, String browserSecret, String nonce, Secret verifier) {}

    /** A flow that is over. */
    record Ended(int methodVersion, @Nullable String nextPath, String nonce, Secret verifier) {}
}
