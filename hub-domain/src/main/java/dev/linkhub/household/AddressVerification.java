package dev.linkhub.household;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/**
 * Proof that the address of an account kept by the hub is its owner's: a link in a mail. Accounts are made by it,
 * except those that Ring vouches for: without it these work, but link no Ring account with another address.
 */
@Singleton
public class AddressVerification {

    private final AccountRows rows;
    private final AccountTokens tokens;
    private final MailLimits limits;
    private final AccountMails mails;
    private final ProvenAddresses proven;
    private final PendingAccounts.Records pending;

    AddressVerification(
            AccountRows rows,
            AccountTokens tokens,
            MailLimits limits,
            AccountMails mails,
            ProvenAddresses proven,
            PendingAccounts.Records pending) {
        this.rows = rows;
        this.tokens = tokens;
        this.limits = limits;
        this.mails = mails;
        this.proven = proven;
        this.pending = pending;
    }

    /** Whether the household has an account here whose address is not proved. */
    public boolean isMissing(Household household) {
        return unproved(household).isPresent();
    }

    /**
     * Sends a mail, unless the address is proved already.
     *
     * @param source the address that it comes from, at most 45 characters
     * @param locale of the mail; one of a {@link dev.linkhub.wording.Language}
     */
    public MailAsked ask(Household household, String source, Locale locale) {
        Optional<AccountRows.Row> account = unproved(household);
        if (account.isEmpty()) {
            return new MailAsked.Taken();
        }
        return limits.count(
                        household.scope(), TokenPurpose.VERIFY, account.get().email(), source)
                .<MailAsked>map(MailAsked.TryLater::new)
                .orElseGet(() -> {
                    mails.verification(household.scope(), account.get(), locale);
                    return new MailAsked.Taken();
                });
    }

    /** {@link #ask}, unless a mail with a link that is still good has been sent. */
    public MailAsked askOnce(Household household, String source, Locale locale) {
        boolean isOneOut = unproved(household)
                .filter(account -> tokens.isOneOut(household.scope(), TokenPurpose.VERIFY, account.accountId()))
                .isPresent();
        return isOneOut ? new MailAsked.Taken() : ask(household, source, locale);
    }

    /** Whether a link can be used. Uses nothing up. */
    public boolean isOpen(TenantScope tenant, Secret token) {
        return pending.isOpen(tenant, token)
                || tokens.accountOf(tenant, TokenPurpose.VERIFY, token).isPresent();
    }

    /** Uses a link, and makes the account if it was sent for one; false if it is no longer good, or never was. */
    @Transactional
    public boolean confirm(TenantScope tenant, Secret token) {
        if (pending.confirm(tenant, token)) {
            return true;
        }
        Optional<AccountRows.Row> account = tokens.accountOf(tenant, TokenPurpose.VERIFY, token)
                .flatMap(accountId -> rows.lock(tenant.tenantId(), accountId));
        if (account.isEmpty()
                || !tokens.use(tenant, TokenPurpose.VERIFY, token, account.get().accountId())) {
            return false;
        }
        proven.note(tenant, account.get().accountId());
        return true;
    }

    private Optional<AccountRows.Row> unproved(Household household) {
        return household.issuer().equals(Households.HUB)
                ? rows.byId(household.tenantId(), household.subject())
                        .filter(account -> account.emailVerifiedAt() == null)
                : Optional.empty();
    }
}
