package dev.linkhub.household;

import dev.linkhub.id.Sha256;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many wrong passwords an account takes ({@code http-surface.md}, limits). An attempt counts as wrong before the
 * password is looked at and is taken back when it was right, so that a hundred at once get no further than one by one.
 */
@Singleton
class SignInLimits implements Sweepable {

    private static final String FROM_ANYWHERE = "*";
    private static final int FREE_PER_ADDRESS = 5;
    private static final int PER_ACCOUNT = 50;
    private static final int LONGEST_BLOCK_SECONDS = 900;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int FORGOTTEN_AT_ONCE = 100;
    private static final int SWEPT_AT_ONCE = 1_000;

    private final SignInFailureRows rows;
    private final WakeUps wakeUps;
    private final Clock clock;

    SignInLimits(SignInFailureRows rows, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Counts an attempt, or says how long to wait: whole seconds, at least one. */
    Optional<Duration> count(TenantScope tenant, String email, String source) {
        byte[] account = Sha256.of(email);
        Instant now = clock.instant();
        Instant windowEnd = now.plus(WINDOW);
        String tenantId = tenant.tenantId();
        wakeUps.sweepIn(WINDOW, tenant);
        rows.insertIfNone(tenantId, account, source, windowEnd);
        if (rows.countFromAddress(
                        tenantId, account, source, FREE_PER_ADDRESS - 1, LONGEST_BLOCK_SECONDS, now, windowEnd)
                == 0) {
            return Optional.of(wait(tenantId, account, source, now));
        }
        rows.insertIfNone(tenantId, account, FROM_ANYWHERE, windowEnd);
        if (rows.countFromAnywhere(tenantId, account, FROM_ANYWHERE, PER_ACCOUNT - 1, now, windowEnd) == 0) {
            return Optional.of(wait(tenantId, account, FROM_ANYWHERE, now));
        }
        return Optional.empty();
    }

    /** Forgives what this address got wrong, and this attempt from the account's count. */
    void wasRight(TenantScope tenant, String email, String source) {
        byte[] account = Sha256.of(email);
        rows.delete(tenant.tenantId(), account, source);
        rows.takeBack(tenant.tenantId(), account, FROM_ANYWHERE);
        rows.deleteForgotten(tenant.tenantId(), clock.instant(), FORGOTTEN_AT_ONCE);
    }

    /** Takes back an attempt that was never looked at. */
    void wasNotTried(TenantScope tenant, String email, String source) {
        byte[] account = Sha256.of(email);
        rows.takeBack(tenant.tenantId(), account, source);
        rows.takeBack(tenant.tenantId(), account, FROM_ANYWHERE);
    }

    /** What was wrong was wrong about another password; and its owner has proved more than a password does. */
    @EventListener
    void on(PasswordChanged event) {
        rows.deleteAll(event.household().tenantId(), Sha256.of(event.email()));
    }

    /** Forgets what was wrong long enough ago. */
    @Override
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        boolean more = rows.deleteForgotten(tenant.tenantId(), now, SWEPT_AT_ONCE) == SWEPT_AT_ONCE;
        return more ? Optional.of(now) : rows.firstToForget(tenant.tenantId());
    }

    private Duration wait(String tenantId, byte[] account, String source, Instant now) {
        return LimitWait.until(rows.find(tenantId, account, source).map(SignInFailureRows.Row::blockedUntil), now);
    }
}
