package dev.linkhub.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.household.Mailbox.Received;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import dev.linkhub.wording.OwnWording;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proving an address, and getting back into an account whose password is forgotten. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class AccountMailTest implements HubTest {

    private static final String EMAIL = "vera@example.com";
    private static final Secret OLD = Secret.of("correct horse battery");
    private static final Secret NEW = Secret.of("another horse entirely");
    private static final String HOME = "203.0.113.7";

    @Inject
    HubAccounts accounts;

    @Inject
    AddressVerification verification;

    @Inject
    AccountRecovery recovery;

    @Inject
    UnprovedAddresses unproved;

    @Inject
    HouseholdSessions sessions;

    @Inject
    Households households;

    @Inject
    AccountTokens tokens;

    @Inject
    Mailbox mailbox;

    @Inject
    Brandings brandings;

    @Inject
    Tenants tenants;

    @Inject
    AuditTrail audit;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private Household vera;
    private int count;

    @BeforeEach
    void tenantWithAnAccount() {
        tenant = tenants.create("acme-" + ++count, "Acme", "operator").scope();
        vera = ((SignIn.SignedIn) accounts.createVouched(tenant, EMAIL, OLD, HOME)).household();
    }

    @Test
    void anAddressIsProvedByTheLinkInItsMail() {
        assertThat(verification.isMissing(vera)).isTrue();
        assertThat(unproved.of(tenant, vera.householdId())).contains(EMAIL);

        Received mail = verificationMail();
        assertThat(mail.to()).isEqualTo(EMAIL);
        assertThat(mail.subject()).isEqualTo("Confirm your e-mail address for Acme");
        assertThat(mail.text())
                .contains("https://hub.example.com/t/acme-" + count + "/verify-address?token=")
                .contains("If it was not you, do nothing");

        Secret token = Secret.of(mail.token());
        assertThat(verification.isOpen(tenant, token)).isTrue();
        assertThat(verification.isOpen(tenant, token))
                .as("looking uses nothing up")
                .isTrue();
        assertThat(verification.confirm(tenant, token)).isTrue();
        assertThat(verification.isMissing(vera)).isFalse();
        assertThat(unproved.of(tenant, vera.householdId())).isEmpty();
        assertThat(newest())
                .returns("account.address_verified", AuditEntry::action)
                .returns(vera.householdId(), AuditEntry::actor);
        assertThat(verification.confirm(tenant, token)).as("twice").isFalse();
        assertThat(verification.ask(vera, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
        assertThat(mailbox.waiting(tenant)).as("nothing to prove any more").isZero();
    }

    @Test
    void whoSignsInWithAProviderHasNothingToProve() {
        Household other = households.findOrCreate(tenant, "https://id.example.com", "sub", EMAIL);
        assertThat(verification.isMissing(other)).isFalse();
        assertThat(unproved.of(tenant, other.householdId())).isEmpty();
    }

    @Test
    void aMailIsSentOnceUnlessOneIsAskedFor() {
        verification.askOnce(vera, HOME, Locale.UK);
        verification.askOnce(vera, HOME, Locale.UK);
        assertThat(mailbox.deliver(tenant)).hasSize(1);
        verification.ask(vera, HOME, Locale.UK);
        assertThat(mailbox.deliver(tenant)).hasSize(1);
        clock.advance(Duration.ofHours(24));
        verification.askOnce(vera, HOME, Locale.UK);
        assertThat(mailbox.deliver(tenant)).hasSize(1);
    }

    @Test
    void aLinkToProveIsGoodForADayAndOneToResetForHalfAnHour() {
        Secret verify = Secret.of(verificationMail().token());
        Secret reset = Secret.of(resetMail().token());
        clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(recovery.isOpen(tenant, reset)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(recovery.isOpen(tenant, reset)).isFalse();
        assertThat(recovery.reset(tenant, reset, NEW, Locale.UK)).isEqualTo(new PasswordReset.Over());
        clock.advance(Duration.ofHours(23).plusMinutes(30).minusMillis(1));
        assertThat(verification.isOpen(tenant, verify)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(verification.isOpen(tenant, verify)).isFalse();
        assertThat(verification.confirm(tenant, verify)).isFalse();
    }

    @Test
    void aNewPasswordCountsAndTheOldOneAndAllSessionsDoNot() {
        Secret here = Secret.of(sessions.start(vera, null).cookieValue());
        Secret there = Secret.of(sessions.start(vera, null).cookieValue());
        Household nora = ((SignIn.SignedIn) accounts.createVouched(tenant, "nora@example.com", OLD, HOME)).household();
        Secret noras = Secret.of(sessions.start(nora, null).cookieValue());

        Received mail = resetMail();
        assertThat(mail.text()).contains("/reset-password?token=").contains("If it was not you, do nothing");
        assertThat(recovery.reset(tenant, Secret.of(mail.token()), NEW, Locale.UK))
                .isEqualTo(new PasswordReset.Done());

        assertThat(sessions.find(tenant, here)).isEmpty();
        assertThat(sessions.find(tenant, there)).isEmpty();
        assertThat(sessions.find(tenant, noras)).contains(nora);
        assertThat(accounts.signIn(tenant, EMAIL, OLD, HOME)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn(tenant, EMAIL, NEW, HOME)).isEqualTo(new SignIn.SignedIn(vera));
        assertThat(verification.isMissing(vera)).as("who got the mail reads it").isFalse();
        assertThat(audit.newestFirst(tenant, "~", 2))
                .extracting(AuditEntry::action)
                .containsExactly("account.password_reset", "account.address_verified");
        assertThat(mailbox.deliver(tenant))
                .singleElement()
                .satisfies(news -> assertThat(news)
                        .returns(EMAIL, Received::to)
                        .returns("Your password for Acme was changed", Received::subject)
                        .satisfies(it -> assertThat(it.text())
                                .contains("If it was not you")
                                .contains("/t/acme-" + count + "/forgotten-password")
                                .doesNotContain("token")));
    }

    @Test
    void oneUseEndsAllLinksOfTheAccount() {
        Secret first = Secret.of(resetMail().token());
        Secret second = Secret.of(resetMail().token());
        Secret verify = Secret.of(verificationMail().token());
        assertThat(recovery.isOpen(tenant, first))
                .as("a second mail may overtake")
                .isTrue();
        assertThat(recovery.reset(tenant, second, NEW, Locale.UK)).isEqualTo(new PasswordReset.Done());
        assertThat(recovery.reset(tenant, first, OLD, Locale.UK)).isEqualTo(new PasswordReset.Over());
        assertThat(recovery.reset(tenant, second, OLD, Locale.UK)).isEqualTo(new PasswordReset.Over());
        assertThat(verification.isOpen(tenant, verify)).isFalse();
        assertThat(accounts.signIn(tenant, EMAIL, NEW, HOME)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        List<Secret> links =
                List.of(Secret.of(resetMail().token()), Secret.of(resetMail().token()));
        try (var threads = Executors.newFixedThreadPool(6)) {
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() ->
                            recovery.reset(tenant, links.get(i % 2), Secret.of("password number " + i), Locale.UK)))
                    .toList();
            List<PasswordReset> ends = new ArrayList<>();
            for (var answer : answers) {
                ends.add(answer.get());
            }
            assertThat(ends).filteredOn(new PasswordReset.Done()::equals).hasSize(1);
        }
    }

    @Test
    void aLinkIsForItsTenantAndItsPurposeOnly() {
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();
        accounts.createVouched(other, EMAIL, OLD, HOME);
        Secret reset = Secret.of(resetMail().token());
        Secret verify = Secret.of(verificationMail().token());

        assertThat(recovery.isOpen(other, reset)).isFalse();
        assertThat(recovery.reset(other, reset, NEW, Locale.UK)).isEqualTo(new PasswordReset.Over());
        assertThat(verification.confirm(other, verify)).isFalse();
        assertThat(recovery.reset(tenant, verify, NEW, Locale.UK)).isEqualTo(new PasswordReset.Over());
        assertThat(verification.confirm(tenant, reset)).isFalse();
        assertThat(recovery.isOpen(tenant, reset)).isTrue();
        assertThat(verification.isOpen(tenant, verify)).isTrue();
        assertThat(recovery.isOpen(tenant, verify)).as("for the other purpose").isFalse();
        assertThat(verification.isOpen(tenant, reset))
                .as("for the other purpose")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%", "0000000000000000000000000000000000000000000", "é"})
    void aGuessIsNoLink(String guess) {
        resetMail();
        assertThat(recovery.isOpen(tenant, Secret.of(guess))).isFalse();
        assertThat(recovery.reset(tenant, Secret.of(guess), NEW, Locale.UK)).isEqualTo(new PasswordReset.Over());
        assertThat(verification.confirm(tenant, Secret.of(guess))).isFalse();
    }

    @Test
    void aPasswordThatCannotBeOneLeavesTheLinkGood() {
        Secret reset = Secret.of(resetMail().token());
        for (String bad : List.of("short", "VERA@example.com", "x".repeat(201))) {
            assertThatThrownBy(() -> recovery.reset(tenant, reset, Secret.of(bad), Locale.UK))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            refusal -> assertThat(refusal.errors().getFirst().field())
                                    .isEqualTo("password"));
        }
        assertThat(recovery.reset(tenant, reset, NEW, Locale.UK)).isEqualTo(new PasswordReset.Done());
    }

    @Test
    void whoHasNoAccountIsAnsweredTheSameAndGetsNoMail() {
        MailAsked known = recovery.ask(tenant, "  Vera@EXAMPLE.com", HOME, Locale.UK);
        assertThat(mailbox.waiting(tenant)).isEqualTo(1);
        assertThat(mailbox.deliver(tenant)).hasSize(1);

        MailAsked unknown = recovery.ask(tenant, "nobody@example.com", HOME, Locale.UK);
        assertThat(unknown).isEqualTo(known);
        assertThat(mailbox.waiting(tenant)).as("the same work").isEqualTo(1);
        assertThat(mailbox.deliver(tenant)).isEmpty();
        assertThat(mailbox.waiting(tenant)).isZero();
    }

    @Test
    void anAddressGetsFiveMailsAnHourWhetherOrNotItHasAnAccount() {
        for (String address : List.of(EMAIL, "nobody@example.com")) {
            for (int i = 0; i < MailLimits.PER_ADDRESS; i++) {
                assertThat(recovery.ask(tenant, address, "198.51.100." + i, Locale.UK))
                        .isEqualTo(new MailAsked.Taken());
            }
            assertThat(recovery.ask(tenant, address, "198.51.100.99", Locale.UK))
                    .isEqualTo(new MailAsked.TryLater(Duration.ofHours(1)));
        }
        clock.advance(Duration.ofHours(1));
        assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
    }

    /** Anybody may ask for a mail to choose another password, for any address. */
    @Test
    void mailsOfOnePurposeKeepNobodyFromThoseOfTheOther() {
        for (int i = 0; i < MailLimits.PER_ADDRESS; i++) {
            assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
        }
        for (int i = MailLimits.PER_ADDRESS; i < MailLimits.PER_SOURCE; i++) {
            assertThat(recovery.ask(tenant, "somebody" + i + "@example.com", HOME, Locale.UK))
                    .isEqualTo(new MailAsked.Taken());
        }
        assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.TryLater(Duration.ofHours(1)));
        for (int i = 0; i < MailLimits.PER_ADDRESS; i++) {
            assertThat(verification.ask(vera, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
        }
        assertThat(verification.ask(vera, HOME, Locale.UK))
                .as("has its own limit")
                .isEqualTo(new MailAsked.TryLater(Duration.ofHours(1)));

        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < MailLimits.PER_ADDRESS; i++) {
            verification.ask(vera, HOME, Locale.UK);
        }
        assertThat(verification.ask(vera, HOME, Locale.UK)).isInstanceOf(MailAsked.TryLater.class);
        assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
    }

    @Test
    void aSourceAsksForTwentyMailsAnHour() {
        for (int i = 0; i < MailLimits.PER_SOURCE; i++) {
            assertThat(recovery.ask(tenant, "somebody" + i + "@example.com", HOME, Locale.UK))
                    .isEqualTo(new MailAsked.Taken());
        }
        assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.TryLater(Duration.ofHours(1)));
        assertThat(recovery.ask(tenant, EMAIL, "198.51.100.1", Locale.UK)).isEqualTo(new MailAsked.Taken());
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String bad : List.of("", "vera", "vera@example.com\r\nBcc: mallory@example.com", "a b@example.com")) {
            assertThatThrownBy(() -> recovery.ask(tenant, bad, HOME, Locale.UK)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aNewPasswordForgivesWrongOnes() {
        for (int i = 0; i < 6; i++) {
            accounts.signIn(tenant, EMAIL, NEW, HOME);
        }
        assertThat(accounts.signIn(tenant, EMAIL, OLD, HOME)).isInstanceOf(SignIn.TryLater.class);
        recovery.reset(tenant, Secret.of(resetMail().token()), NEW, Locale.UK);
        assertThat(accounts.signIn(tenant, EMAIL, NEW, HOME)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void mailsAreInTheTenantsNameWithItsSupport() {
        brandings.put(
                tenant,
                new Branding(
                        "Häuser \"A\", B <x@y.zz>",
                        "#112233",
                        null,
                        null,
                        "help@acme.example",
                        "https://acme.example/h",
                        null,
                        Set.of(),
                        OwnWording.NONE),
                new Actor("owner"));
        Received mail = resetMail();
        assertThat(mail.subject()).isEqualTo("Choose a new password for Häuser \"A\", B <x@y.zz>");
        assertThat(mail.text())
                .contains("Need help? help@acme.example or https://acme.example/h")
                .endsWith("Häuser \"A\", B <x@y.zz>\n");
        assertThat(mail.to()).isEqualTo(EMAIL);
    }

    @Test
    void whatHasExpiredIsSwept() {
        resetMail();
        verificationMail();
        assertThat(tokens.sweep(tenant)).contains(clock.instant().plus(Duration.ofMinutes(30)));
        clock.advance(Duration.ofHours(24));
        assertThat(tokens.sweep(tenant)).isEmpty();
    }

    private Received verificationMail() {
        verification.ask(vera, HOME, Locale.UK);
        return mailbox.deliver(tenant).getLast();
    }

    private Received resetMail() {
        assertThat(recovery.ask(tenant, EMAIL, HOME, Locale.UK)).isEqualTo(new MailAsked.Taken());
        return mailbox.deliver(tenant).getLast();
    }

    private AuditEntry newest() {
        return audit.newestFirst(tenant, "~", 1).getFirst();
    }
}
