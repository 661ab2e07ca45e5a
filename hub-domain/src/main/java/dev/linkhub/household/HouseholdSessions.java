package dev.linkhub.household;

import dev.linkhub.id.Unguessable;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed-in browsers. A session lives 12 hours at most and ends after 30 minutes without a request. Only the SHA-256 of
 * its cookie is kept.
 */
@Singleton
public class HouseholdSessions implements Sweepable {

    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int EXPIRED_DELETED_AT_ONCE = 100;
    private static final int EXPIRED_SWEPT_AT_ONCE = 1_000;

    private final SessionRows rows;
    private final Households households;
    private final WakeUps wakeUps;
    private final Clock clock;

    HouseholdSessions(SessionRows rows, Households households, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.households = households;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Starts a session under a new secret: whoever planted or saw the browser's old cookie has nothing of it.
     *
     * @param replaced what the browser had until now; ends
     */
    @Transactional
    public StartedSession start(Household household, @Nullable Secret replaced) {
        TenantScope tenant = household.scope();
        if (replaced != null) {
            end(tenant, replaced);
        }
        Instant now = clock.instant();
        rows.deleteExpired(tenant.tenantId(), now, EXPIRED_DELETED_AT_ONCE);
        wakeUps.sweepIn(LONGEST, tenant);
        String secret = Unguessable.bits256();
        rows.insert(tenant.tenantId(), Secret.of(secret).sha256(), household.householdId(), now, now.plus(LONGEST));
        return new StartedSession(household, secret);
    }

    /** Who this browser is signed in as with this tenant. Counts as use. */
    public Optional<Household> find(TenantScope tenant, Secret session) {
        Instant now = clock.instant();
        Optional<SessionRows.Row> alive = rows.alive(tenant.tenantId(), session.sha256(), now, now.minus(LONGEST_IDLE));
        Instant noLaterThan = now.minus(USE_NOTED_EVERY);
        alive.filter(row -> row.lastSeenAt().isBefore(noLaterThan))
                .ifPresent(row -> rows.touch(tenant.tenantId(), row.sessionSha256(), now, noLaterThan));
        return alive.flatMap(row -> households.find(tenant, row.householdId()));
    }

    /** Signs out. */
    public void end(TenantScope tenant, Secret session) {
        rows.delete(tenant.tenantId(), session.sha256());
    }

    /** Whoever knew the old password is out. */
    @EventListener
    void on(PasswordChanged event) {
        Household household = event.household();
        rows.deleteOf(household.tenantId(), household.householdId());
    }

    /** Forgets what has expired. */
    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        boolean more = rows.deleteExpired(tenant.tenantId(), now, EXPIRED_SWEPT_AT_ONCE) == EXPIRED_SWEPT_AT_ONCE;
        return more ? Optional.of(now) : rows.firstToExpire(tenant.tenantId());
    }
}
