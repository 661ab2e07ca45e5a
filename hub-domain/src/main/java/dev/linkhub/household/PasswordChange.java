package dev.linkhub.household;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The transaction that uses a link up and stores the password that was chosen with it. */
@Singleton
class PasswordChange {

    private final AccountRows rows;
    private final AccountTokens tokens;
    private final ProvenAddresses proven;
    private final Households households;
    private final Records records;
    private final PasswordRules rules;

    PasswordChange(
            AccountRows rows,
            AccountTokens tokens,
            ProvenAddresses proven,
            Households households,
            Records records,
            PasswordRules rules) {
        this.rows = rows;
        this.tokens = tokens;
        this.proven = proven;
        this.households = households;
        this.records = records;
        this.rules = rules;
    }

    void check(Secret password, AccountRows.Row account) {
        rules.check(new FieldChecks(), password, account.email()).done();
    }

    /** False if another was faster. Whoever has the link reads the mail of the address: it is proved, too. */
    @Transactional
    boolean apply(TenantScope tenant, Secret token, AccountRows.Row account, String passwordHash, Locale locale) {
        String accountId = account.accountId();
        // Two links of one account at once: each would wait for what the other has deleted.
        if (rows.lock(tenant.tenantId(), accountId).isEmpty()
                || !tokens.use(tenant, TokenPurpose.RESET, token, accountId)) {
            return false;
        }
        tokens.withdraw(tenant, TokenPurpose.VERIFY, accountId);
        rows.changePassword(tenant.tenantId(), accountId, passwordHash);
        proven.note(tenant, accountId);
        records.changed(
                households.findOrCreate(tenant, Households.HUB, accountId, account.email()), account.email(), locale);
        return true;
    }

    /** What is written beside it. */
    @Singleton
    static class Records {

        private final AuditTrail audit;
        private final ApplicationEventPublisher<PasswordChanged> changes;

        Records(AuditTrail audit, ApplicationEventPublisher<PasswordChanged> changes) {
            this.audit = audit;
            this.changes = changes;
        }

        void changed(Household household, String email, Locale locale) {
            audit.record(
                    household.scope(),
                    new Actor(household.householdId()),
                    "account.password_reset",
                    household.subject(),
                    "");
            changes.publishEvent(new PasswordChanged(household, email, locale));
        }
    }
}
