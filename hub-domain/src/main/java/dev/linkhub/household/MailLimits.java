package dev.linkhub.household;

import dev.linkhub.id.Sha256;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many mails may be asked for: nobody's mailbox is flooded through us. Counted for each purpose by itself, so that nobody who
 * asks for one kind keeps a household from the other, and alike whether or not there is an account with the address.
 */
@Singleton
class MailLimits implements Sweepable {

    static final int PER_ADDRESS = 5;
    static final int PER_SOURCE = 20;

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int SWEPT_AT_ONCE = 1_000;

    private final MailCountRows rows;
    private final WakeUps wakeUps;
    private final Clock clock;

    MailLimits(MailCountRows rows, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Counts a mail, or says how long to wait: whole seconds, at least one. */
    Optional<Duration> count(TenantScope tenant, TokenPurpose purpose, String email, String source) {
        wakeUps.sweepIn(WINDOW, tenant);
        return count(tenant, Sha256.of(purpose + " from\n" + source), PER_SOURCE)
                .or(() -> count(tenant, Sha256.of(purpose + " to\n" + email), PER_ADDRESS));
    }

    /** Forgets what was asked for long enough ago. */
    @Override
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        boolean more = rows.deleteForgotten(tenant.tenantId(), now, SWEPT_AT_ONCE) == SWEPT_AT_ONCE;
        return more ? Optional.of(now) : rows.firstToForget(tenant.tenantId());
    }

    private Optional<Duration> count(TenantScope tenant, byte[] subject, int most) {
        Instant now = clock.instant();
        Instant windowEnd = now.plus(WINDOW);
        rows.insertIfNone(tenant.tenantId(), subject, windowEnd);
        if (rows.count(tenant.tenantId(), subject, most, now, windowEnd) == 1) {
            return Optional.empty();
        }
        return Optional.of(
                LimitWait.until(rows.find(tenant.tenantId(), subject).map(MailCountRows.Row::forgottenAt), now));
    }
}
