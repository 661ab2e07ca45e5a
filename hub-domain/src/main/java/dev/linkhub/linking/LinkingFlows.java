package dev.linkhub.linking;

import dev.linkhub.id.PublicIds;
import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Browsers on their way from Ring's redirect to a link. */
@Singleton
public class LinkingFlows implements Sweepable {

    /** {@code ring-contract.md} §4. */
    private static final Duration NONCE_LIVES = Duration.ofMinutes(10);

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration FLOW_LIVES = Duration.ofMinutes(10);
    private static final Duration KEEP_ENDED = Duration.ofDays(1);
    private static final Duration KEEP_CONSUMED = Duration.ofMinutes(20);
    private static final int MOST_OPEN_PER_SOURCE = 20;
    private static final int MOST_SWEPT = 1_000;
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern TIME = Pattern.compile("[1-9][0-9]{11,14}");

    private final FlowRows rows;
    private final Vault vault;
    private final PublicIds ids;
    private final WakeUps wakeUps;
    private final Clock clock;

    LinkingFlows(FlowRows rows, Vault vault, PublicIds ids, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.ids = ids;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Starts a flow, and claims nothing: that takes a signed-in household and its confirmation.
     *
     * @param time Unix milliseconds as in Ring's redirect
     * @param source the browser's address
     */
    @Transactional
    public FlowStart start(
            PartnerApp app, Environment environment, @Nullable String nonce, @Nullable String time, String source) {
        if (nonce == null
                || time == null
                || !NONCE.matcher(nonce).matches()
                || !TIME.matcher(time).matches()) {
            return new FlowStart.Malformed();
        }
        Instant now = clock.instant();
        if (isTooOld(time, now)) {
            return new FlowStart.Expired();
        }
        if (instant(time).isAfter(now.plus(SKEW))) {
            return new FlowStart.AheadOfTime();
        }
        if (rows.openFrom(app.tenantId(), source, now) >= MOST_OPEN_PER_SOURCE) {
            return new FlowStart.TooManyOpen();
        }
        String flowId = ids.next("flo");
        String browserSecret = Unguessable.bits256();
        rows.insert(
                app.tenantId(),
                flowId,
                app.appId(),
                environment,
                Sha256.of(browserSecret),
                source,
                vault.seal(Secret.of(nonce), place(app.scope(), flowId)),
                Sha256.of(nonce),
                time,
                now,
                now.plus(FLOW_LIVES));
        wakeUps.sweepIn(FLOW_LIVES.plus(KEEP_ENDED), app.scope());
        return new FlowStart.Started(flowId, browserSecret);
    }

    /** The flow, if this browser started it. */
    public Optional<LinkingFlow> find(TenantScope tenant, String flowId, String browserSecret) {
        return rows.find(tenant.tenantId(), flowId).filter(flow -> Sha256.matches(flow.browserSha256(), browserSecret));
    }

    /** Whether flow and nonce are still good for a claim. */
    boolean isFresh(LinkingFlow flow) {
        Instant now = clock.instant();
        return now.isBefore(flow.expiresAt()) && !isTooOld(flow.nonceTime(), now);
    }

    /** The flow as it is now, with its row locked until the caller's transaction ends. */
    LinkingFlow lock(LinkingFlow seen) {
        return rows.lock(seen.tenantId(), seen.flowId()).orElseThrow();
    }

    /** Notes what the flow's nonce is for, until it is confirmed. In the caller's transaction. */
    void noteMatch(LinkingFlow flow, String householdId, String grantId) {
        rows.matched(flow.tenantId(), flow.flowId(), householdId, grantId);
    }

    /**
     * Ends the flow: it has become this link. In the caller's transaction, at its end: whoever holds a link may wait for the sweep's
     * wake-up, and not the other way round.
     */
    void noteClaim(LinkingFlow flow, String linkId) {
        wakeUps.sweepIn(KEEP_CONSUMED, flow.scope());
        rows.claimed(flow.tenantId(), flow.flowId(), linkId);
    }

    /** Whether the flow's nonce has linked something, here or in the app's other environment. */
    boolean isNonceConsumed(LinkingFlow flow) {
        return rows.consumed(flow.tenantId(), flow.appId(), flow.nonceSha256()) > 0;
    }

    Secret nonce(LinkingFlow flow) {
        return vault.open(flow.nonceSealed(), place(flow.scope(), flow.flowId()));
    }

    /** Ends the flow: the household says that this Ring account is not its own. */
    @Transactional
    public void decline(LinkingFlow flow) {
        rows.declined(flow.tenantId(), flow.flowId());
    }

    /** Consumes the flow's nonce; false if that has been done. In the caller's transaction, which goes on to {@link #noteClaim}. */
    boolean consumeNonce(LinkingFlow flow) {
        return rows.consume(flow.tenantId(), flow.appId(), flow.nonceSha256(), flow.flowId(), clock.instant()) == 1;
    }

    /** Forgets what is over. */
    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        int ended = rows.deleteEnded(tenant.tenantId(), now.minus(KEEP_ENDED), MOST_SWEPT);
        int consumed = rows.deleteConsumed(tenant.tenantId(), now.minus(KEEP_CONSUMED), MOST_SWEPT);
        if (ended == MOST_SWEPT || consumed == MOST_SWEPT) {
            return Optional.of(now);
        }
        return Sweepable.earlier(
                rows.firstToEnd(tenant.tenantId()).map(ends -> ends.plus(KEEP_ENDED)),
                rows.firstConsumed(tenant.tenantId()).map(at -> at.plus(KEEP_CONSUMED)));
    }

    private static boolean isTooOld(String time, Instant now) {
        return instant(time).isBefore(now.minus(NONCE_LIVES));
    }

    private static Instant instant(String time) {
        return Instant.ofEpochMilli(Long.parseLong(time));
    }

    private static SealedPlace place(TenantScope tenant, String flowId) {
        return new SealedPlace(tenant, "linking_flow", flowId, "nonce_sealed", 0);
    }
}
