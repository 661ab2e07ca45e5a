package dev.linkhub.household;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.id.EmailAddress;
import dev.linkhub.id.PublicIds;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Passwords;
import dev.linkhub.vault.Secret;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Accounts that the hub keeps for tenants without an identity provider of their own. An account is whoever knows its password;
 * its e-mail address proves nothing before {@link AddressVerification}.
 */
@Singleton
public class HubAccounts {

    private final NewAccounts newAccounts;
    private final AccountRows rows;
    private final Households households;
    private final SignInLimits limits;
    private final Passwords passwords;
    private final PasswordRules rules;

    HubAccounts(
            NewAccounts newAccounts,
            AccountRows rows,
            Households households,
            SignInLimits limits,
            Passwords passwords,
            PasswordRules rules) {
        this.newAccounts = newAccounts;
        this.rows = rows;
        this.households = households;
        this.limits = limits;
        this.passwords = passwords;
        this.rules = rules;
    }

    /**
     * Makes an account at once, for an address that Ring vouches for as that of whoever asks; for any other it would tell who has
     * an account, and {@link PendingAccounts} is the way. Where the address has one already this is an attempt to sign in to it, with the same limits: the
     * right password signs in, a wrong one is refused and counted. So asking who has an account costs what guessing
     * passwords costs, and a form sent twice does no harm.
     *
     * @param source the address that it comes from, at most 45 characters
     * @throws dev.linkhub.refusal.InvalidInput naming {@code email} or {@code password}
     */
    public SignIn createVouched(TenantScope tenant, String email, Secret password, String source) {
        String address = EmailAddress.normalised(email);
        rules.check(address, password);
        if (rows.byEmail(tenant.tenantId(), address).isPresent()) {
            return signIn(tenant, address, password, source);
        }
        Optional<String> hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return new SignIn.Busy();
        }
        return newAccounts
                .insert(tenant, address, hash.get())
                .<SignIn>map(SignIn.SignedIn::new)
                .orElseGet(() -> signIn(tenant, address, password, source));
    }

    /**
     * Signs in. Takes the same time whether or not there is such an account.
     *
     * @param source the address that it comes from, at most 45 characters
     */
    public SignIn signIn(TenantScope tenant, String email, Secret password, String source) {
        String address = EmailAddress.normalised(email);
        if (!FieldChecks.isEmail(address) || password.length() > PasswordRules.LONGEST) {
            return new SignIn.Refused();
        }
        var wait = limits.count(tenant, address, source);
        if (wait.isPresent()) {
            return new SignIn.TryLater(wait.get());
        }
        Optional<AccountRows.Row> account = rows.byEmail(tenant.tenantId(), address);
        Optional<Boolean> matches = passwords.matches(
                password, account.map(AccountRows.Row::passwordHash).orElse(null));
        if (matches.isEmpty()) {
            limits.wasNotTried(tenant, address, source);
            return new SignIn.Busy();
        }
        if (account.isEmpty() || !matches.get()) {
            return new SignIn.Refused();
        }
        limits.wasRight(tenant, address, source);
        return new SignIn.SignedIn(
                households.findOrCreate(tenant, Households.HUB, account.get().accountId(), address));
    }

    /** The transaction that makes an account and its household. */
    @Singleton
    static class NewAccounts {

        private final AccountRows rows;
        private final Households households;
        private final AuditTrail audit;
        private final PublicIds ids;
        private final Clock clock;

        NewAccounts(AccountRows rows, Households households, AuditTrail audit, PublicIds ids, Clock clock) {
            this.rows = rows;
            this.households = households;
            this.audit = audit;
            this.ids = ids;
            this.clock = clock;
        }

        /** Empty if another was faster. */
        @Transactional
        Optional<Household> insert(TenantScope tenant, String email, String passwordHash) {
            String accountId = ids.next("acc");
            if (rows.insertUnlessEmailTaken(tenant.tenantId(), accountId, email, passwordHash, clock.instant()) == 0) {
                return Optional.empty();
            }
            Household household = households.findOrCreate(tenant, Households.HUB, accountId, email);
            audit.record(tenant, new Actor(household.householdId()), "account.created", accountId, "");
            return Optional.of(household);
        }
    }
}
