package dev.linkhub.household;

import dev.linkhub.id.EmailAddress;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Passwords;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** The way back into an account whose password is forgotten: a link in a mail to its address. */
@Singleton
public class AccountRecovery {

    private final AccountRows rows;
    private final AccountTokens tokens;
    private final MailLimits limits;
    private final AccountMails mails;
    private final Passwords passwords;
    private final PasswordChange change;

    AccountRecovery(
            AccountRows rows,
            AccountTokens tokens,
            MailLimits limits,
            AccountMails mails,
            Passwords passwords,
            PasswordChange change) {
        this.rows = rows;
        this.tokens = tokens;
        this.limits = limits;
        this.mails = mails;
        this.passwords = passwords;
        this.change = change;
    }

    /**
     * Sends a mail if there is an account with this address. Does the same, and takes as long, if there is none.
     *
     * @param source the address that it comes from, at most 45 characters
     * @param locale of the mail; one of a {@link dev.linkhub.wording.Language}
     * @throws dev.linkhub.refusal.InvalidInput naming {@code email}
     */
    public MailAsked ask(TenantScope tenant, String email, String source, Locale locale) {
        String address = EmailAddress.normalised(email);
        new FieldChecks()
                .require(FieldChecks.isEmail(address), "email", "an e-mail address such as you@example.com")
                .done();
        return limits.count(tenant, TokenPurpose.RESET, address, source)
                .<MailAsked>map(MailAsked.TryLater::new)
                .orElseGet(() -> {
                    mails.reset(tenant, address, rows.byEmail(tenant.tenantId(), address), locale);
                    return new MailAsked.Taken();
                });
    }

    /** Whether a link can be used. Uses nothing up. */
    public boolean isOpen(TenantScope tenant, Secret token) {
        return account(tenant, token).isPresent();
    }

    /**
     * Uses a link.
     *
     * @param locale of the mail that says so
     * @throws dev.linkhub.refusal.InvalidInput naming {@code password}; the link is still good
     */
    public PasswordReset reset(TenantScope tenant, Secret token, Secret password, Locale locale) {
        Optional<AccountRows.Row> account = account(tenant, token);
        if (account.isEmpty()) {
            return new PasswordReset.Over();
        }
        change.check(password, account.get());
        return passwords
                .hash(password)
                .<PasswordReset>map(hash -> change.apply(tenant, token, account.get(), hash, locale)
                        ? new PasswordReset.Done()
                        : new PasswordReset.Over())
                .orElseGet(PasswordReset.Busy::new);
    }

    private Optional<AccountRows.Row> account(TenantScope tenant, Secret token) {
        return tokens.accountOf(tenant, TokenPurpose.RESET, token)
                .flatMap(accountId -> rows.byId(tenant.tenantId(), accountId));
    }
}
