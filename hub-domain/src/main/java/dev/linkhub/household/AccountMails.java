package dev.linkhub.household;

import dev.linkhub.id.PublicIds;
import dev.linkhub.mail.Mailer;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Mails to the owners of accounts, each with its token made in the same transaction. */
@Singleton
class AccountMails {

    private static final Duration NEWS_FOR = Duration.ofDays(3);

    private final Mailer mailer;
    private final MailTexts texts;
    private final AccountTokens tokens;
    private final PublicIds ids;
    private final Clock clock;

    AccountMails(Mailer mailer, MailTexts texts, AccountTokens tokens, PublicIds ids, Clock clock) {
        this.mailer = mailer;
        this.texts = texts;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    void verification(TenantScope tenant, AccountRows.Row account, Locale locale) {
        String token = tokens.issue(tenant, TokenPurpose.VERIFY, account.accountId());
        Instant until = clock.instant().plus(TokenPurpose.VERIFY.lives());
        mailer.send(tenant, texts.verification(tenant, account.email(), token, until, locale), until);
    }

    /** In the transaction that makes the token. */
    void creation(TenantScope tenant, String address, String token, Instant until, Locale locale) {
        mailer.send(tenant, texts.creation(tenant, address, token, until, locale), until);
    }

    /** To the owner of an account that somebody wanted to create once more. */
    void accountExists(TenantScope tenant, String address, Instant until, Locale locale) {
        mailer.send(tenant, texts.accountExists(tenant, address, until, locale), until);
    }

    /** The same work for whoever has no account: a token of nobody's, and a mail that is not sent. */
    @Transactional
    void reset(TenantScope tenant, String address, Optional<AccountRows.Row> account, Locale locale) {
        String accountId = account.map(AccountRows.Row::accountId).orElseGet(() -> ids.next("acc"));
        String token = tokens.issue(tenant, TokenPurpose.RESET, accountId);
        Instant until = clock.instant().plus(TokenPurpose.RESET.lives());
        var mail = texts.reset(tenant, address, token, until, locale);
        if (account.isPresent()) {
            mailer.send(tenant, mail, until);
        } else {
            mailer.pretend(tenant, mail, until);
        }
    }

    /** In the transaction that changes it. */
    @EventListener
    void on(PasswordChanged event) {
        TenantScope tenant = event.household().scope();
        Instant now = clock.instant();
        mailer.send(tenant, texts.passwordChanged(tenant, event.email(), now, event.locale()), now.plus(NEWS_FOR));
    }
}
