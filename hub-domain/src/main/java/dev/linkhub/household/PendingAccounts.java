package dev.linkhub.household;

import dev.linkhub.id.EmailAddress;
import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Passwords;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Accounts that somebody asked for. There is none before the link in a mail to its address has been used, with the password that was
 * chosen when just that mail was asked for: whoever asked before with another password, in somebody else's name, gets nothing.
 */
@Singleton
public class PendingAccounts {

    private final PasswordRules rules;
    private final Passwords passwords;
    private final MailLimits limits;
    private final Records records;

    PendingAccounts(PasswordRules rules, Passwords passwords, MailLimits limits, Records records) {
        this.rules = rules;
        this.passwords = passwords;
        this.limits = limits;
        this.records = records;
    }

    /**
     * Asks for an account. Does the same, and takes as long, where the address has one: its owner is sent a mail that says so.
     *
     * @param source the address that it comes from, at most 45 characters
     * @param locale of the mail; one of a {@link dev.linkhub.wording.Language}
     * @throws dev.linkhub.refusal.InvalidInput naming {@code email} or {@code password}
     */
    public AccountAsked ask(TenantScope tenant, String email, Secret password, String source, Locale locale) {
        String address = EmailAddress.normalised(email);
        rules.check(address, password);
        Optional<Duration> wait = limits.count(tenant, TokenPurpose.CREATE, address, source);
        if (wait.isPresent()) {
            return new AccountAsked.TryLater(wait.get());
        }
        Optional<String> hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return new AccountAsked.Busy();
        }
        records.note(tenant, address, hash.get(), locale);
        return new AccountAsked.Taken();
    }

    /** The writes, each in a transaction of its own. */
    @Singleton
    static class Records {

        private static final Duration LIVES = TokenPurpose.CREATE.lives();

        private final PendingAccountRows rows;
        private final AccountRows accounts;
        private final HubAccounts.NewAccounts newAccounts;
        private final AccountMails mails;
        private final WakeUps wakeUps;
        private final Clock clock;

        Records(
                PendingAccountRows rows,
                AccountRows accounts,
                HubAccounts.NewAccounts newAccounts,
                AccountMails mails,
                WakeUps wakeUps,
                Clock clock) {
            this.rows = rows;
            this.accounts = accounts;
            this.newAccounts = newAccounts;
            this.mails = mails;
            this.wakeUps = wakeUps;
            this.clock = clock;
        }

        @Transactional
        void note(TenantScope tenant, String address, String passwordHash, Locale locale) {
            String token = Unguessable.bits256();
            Instant until = clock.instant().plus(LIVES);
            wakeUps.sweepIn(LIVES, tenant);
            rows.insert(tenant.tenantId(), Sha256.of(token), address, passwordHash, until);
            if (accounts.byEmail(tenant.tenantId(), address).isPresent()) {
                mails.accountExists(tenant, address, until, locale);
            } else {
                mails.creation(tenant, address, token, until, locale);
            }
        }

        boolean isOpen(TenantScope tenant, Secret token) {
            return rows.alive(tenant.tenantId(), token.sha256(), clock.instant())
                    .isPresent();
        }

        /** Makes the account that a link was sent for; false if the link is no longer good, or its address has one meanwhile. */
        @Transactional
        boolean confirm(TenantScope tenant, Secret token) {
            Instant now = clock.instant();
            Optional<PendingAccountRows.Row> found = rows.alive(tenant.tenantId(), token.sha256(), now);
            if (found.isEmpty() || rows.use(tenant.tenantId(), token.sha256()) == 0) {
                return false;
            }
            Optional<Household> made =
                    newAccounts.insert(tenant, found.get().email(), found.get().passwordHash());
            made.ifPresent(household -> accounts.verified(tenant.tenantId(), household.subject(), now));
            return made.isPresent();
        }
    }
}
