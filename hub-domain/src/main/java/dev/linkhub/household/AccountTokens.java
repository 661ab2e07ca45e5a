package dev.linkhub.household;

import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What stands in the links of mails: 256 random bits that work once. Only their SHA-256 is kept. */
@Singleton
class AccountTokens implements Sweepable {

    private static final int EXPIRED_SWEPT_AT_ONCE = 1_000;

    private final AccountTokenRows rows;
    private final WakeUps wakeUps;
    private final Clock clock;

    AccountTokens(AccountTokenRows rows, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** A new one in clear, for a mail and nothing else. Those from before stay good: a second mail may overtake the first. */
    @Transactional
    String issue(TenantScope tenant, TokenPurpose purpose, String accountId) {
        String token = Unguessable.bits256();
        wakeUps.sweepIn(purpose.lives(), tenant);
        rows.insert(
                tenant.tenantId(),
                Sha256.of(token),
                purpose,
                accountId,
                clock.instant().plus(purpose.lives()));
        return token;
    }

    /** Whose it is, if it is good. Looking uses nothing up: mail scanners follow links. */
    Optional<String> accountOf(TenantScope tenant, TokenPurpose purpose, Secret token) {
        return rows.alive(tenant.tenantId(), token.sha256(), purpose, clock.instant())
                .map(AccountTokenRows.Row::accountId);
    }

    /** Whether an account has one that is good. */
    boolean isOneOut(TenantScope tenant, TokenPurpose purpose, String accountId) {
        return rows.aliveOf(tenant.tenantId(), accountId, purpose, clock.instant()) > 0;
    }

    /** Uses it up, and with it all others of this purpose; true for whoever comes first. In the caller's transaction. */
    boolean use(TenantScope tenant, TokenPurpose purpose, Secret token, String accountId) {
        if (rows.use(tenant.tenantId(), token.sha256(), purpose, clock.instant()) == 0) {
            return false;
        }
        withdraw(tenant, purpose, accountId);
        return true;
    }

    /** Makes all of an account's worthless. */
    void withdraw(TenantScope tenant, TokenPurpose purpose, String accountId) {
        rows.withdraw(tenant.tenantId(), accountId, purpose);
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
