package dev.linkhub.household;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Forgets accounts that nobody has confirmed in time. Workers run it, and these know no address of the hub to write mails with. */
@Singleton
class PendingAccountSweep implements Sweepable {

    private static final int SWEPT_AT_ONCE = 1_000;

    private final PendingAccountRows rows;
    private final Clock clock;

    PendingAccountSweep(PendingAccountRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        boolean more = rows.deleteExpired(tenant.tenantId(), now, SWEPT_AT_ONCE) == SWEPT_AT_ONCE;
        return more ? Optional.of(now) : rows.firstToExpire(tenant.tenantId());
    }
}
