package dev.linkhub.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.AuditTrail;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HubAccountsTest implements HubTest {

    private static final String EMAIL = "vera@example.com";
    private static final Secret RIGHT = Secret.of("correct horse battery");
    private static final Secret WRONG = Secret.of("incorrect horse battery");
    private static final String HOME = "203.0.113.7";

    @Inject
    HubAccounts accounts;

    @Inject
    SignInLimits limits;

    @Inject
    Tenants tenants;

    @Inject
    AuditTrail audit;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private int count;

    @BeforeEach
    void tenant() {
        tenant = tenants.create("acme-" + ++count, "Acme", "operator").scope();
    }

    @Test
    void aNewAccountSignsInHoweverItsAddressIsWritten() {
        Household made = signedIn(accounts.createVouched(tenant, EMAIL, RIGHT, HOME));
        assertThat(signedIn(accounts.signIn(tenant, "  Vera@EXAMPLE.com ", RIGHT, HOME)))
                .isEqualTo(made);
        assertThat(made.issuer()).isEqualTo(Households.HUB);
        assertThat(made.maskedName().text()).isEqualTo("v•••@example.com");
        assertThat(audit.newestFirst(tenant, "~", 1).getFirst())
                .returns("account.created", entry -> entry.action())
                .returns(made.householdId(), entry -> entry.actor());
    }

    @Test
    void anAccountIsOneTenantsOnly() {
        accounts.createVouched(tenant, EMAIL, RIGHT, HOME);
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();
        assertThat(accounts.signIn(other, EMAIL, RIGHT, HOME)).isEqualTo(new SignIn.Refused());
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreToldTheSame() {
        accounts.createVouched(tenant, EMAIL, RIGHT, HOME);
        assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn(tenant, "nobody@example.com", WRONG, HOME)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn(tenant, "no address", WRONG, HOME)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn(tenant, EMAIL, Secret.of("x".repeat(201)), HOME))
                .isEqualTo(new SignIn.Refused());
    }

    @Test
    void anUnknownAccountIsLimitedLikeAKnownOne() {
        for (int i = 0; i < 5; i++) {
            accounts.signIn(tenant, "nobody@example.com", WRONG, HOME);
        }
        assertThat(accounts.signIn(tenant, "nobody@example.com", WRONG, HOME))
                .isEqualTo(new SignIn.TryLater(Duration.ofSeconds(1)));
    }

    @Test
    void creatingAnAccountTwiceSignsInWithTheRightPasswordAndCountsAWrongOne() {
        Household made = signedIn(accounts.createVouched(tenant, EMAIL, RIGHT, HOME));
        assertThat(signedIn(accounts.createVouched(tenant, EMAIL, RIGHT, HOME))).isEqualTo(made);
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.createVouched(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        }
        assertThat(accounts.createVouched(tenant, EMAIL, WRONG, HOME)).isInstanceOf(SignIn.TryLater.class);
        assertThat(accounts.signIn(tenant, EMAIL, RIGHT, "198.51.100.1")).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void theSameAccountMadeByManyAtOnceIsOne() {
        List<SignIn> answers = atOnce(6, () -> accounts.createVouched(tenant, EMAIL, RIGHT, HOME));
        assertThat(answers.stream()
                        .filter(SignIn.SignedIn.class::isInstance)
                        .map(HubAccountsTest::signedIn)
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "vera,correct horse battery,email",
        "'',correct horse battery,email",
        "vera@example.com,short1234,password",
        "vera@example.com,VERA@example.com,password",
    })
    void whatCannotBeAnAccountIsRefusedByItsField(String email, String password, String field) {
        assertThatThrownBy(() -> accounts.createVouched(tenant, email, Secret.of(password), HOME))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(field));
    }

    @Test
    void aPasswordOverTwoHundredCharactersIsRefused() {
        accounts.createVouched(tenant, "long@example.com", Secret.of("x".repeat(200)), HOME);
        assertThatThrownBy(() -> accounts.createVouched(tenant, EMAIL, Secret.of("x".repeat(201)), HOME))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void afterFiveWrongPasswordsTheWaitDoublesFromOneSecondToAQuarterOfAnHour() {
        accounts.createVouched(tenant, EMAIL, RIGHT, HOME);
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(accounts.signIn(tenant, EMAIL, RIGHT, HOME))
                    .as("even the right password waits")
                    .isEqualTo(new SignIn.TryLater(Duration.ofSeconds(seconds)));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        }
    }

    @Test
    void theWaitIsForOneAddressOnlyAndTheRightPasswordForgives() {
        accounts.createVouched(tenant, EMAIL, RIGHT, HOME);
        for (int i = 0; i < 5; i++) {
            accounts.signIn(tenant, EMAIL, WRONG, HOME);
        }
        assertThat(accounts.signIn(tenant, EMAIL, RIGHT, "198.51.100.1")).isInstanceOf(SignIn.SignedIn.class);

        clock.advance(Duration.ofSeconds(1));
        assertThat(accounts.signIn(tenant, EMAIL, RIGHT, HOME)).isInstanceOf(SignIn.SignedIn.class);
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        }
    }

    @Test
    void wrongPasswordsAreForgottenAnHourAfterTheLast() {
        for (int i = 0; i < 4; i++) {
            accounts.signIn(tenant, EMAIL, WRONG, HOME);
        }
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
        }
    }

    @Test
    void fiftyAnHourFromAnywhereIsAllAnAccountTakes() {
        for (int i = 0; i < 50; i++) {
            assertThat(limits.count(tenant, EMAIL, "203.0.113." + i)).isEmpty();
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(accounts.signIn(tenant, EMAIL, RIGHT, HOME))
                .isEqualTo(new SignIn.TryLater(Duration.ofSeconds(3600 - 500)));
        clock.advance(Duration.ofSeconds(3600 - 500));
        assertThat(accounts.signIn(tenant, EMAIL, WRONG, HOME)).isEqualTo(new SignIn.Refused());
    }

    @Test
    void signingInOftenIsNoFailure() {
        for (int i = 0; i < 60; i++) {
            assertThat(limits.count(tenant, EMAIL, HOME)).isEmpty();
            limits.wasRight(tenant, EMAIL, HOME);
        }
    }

    @Test
    void manyAtOnceGetNoFurtherThanOneByOne() {
        List<Boolean> passed =
                atOnce(40, () -> limits.count(tenant, EMAIL, HOME).isEmpty());
        assertThat(passed).filteredOn(Boolean::booleanValue).hasSize(5);

        List<Boolean> fromAnywhere = IntStream.range(0, 60)
                .mapToObj(i -> limits.count(tenant, EMAIL, "2001:db8::" + i).isEmpty())
                .toList();
        assertThat(fromAnywhere).filteredOn(Boolean::booleanValue).hasSize(45);
    }

    private static Household signedIn(SignIn answer) {
        assertThat(answer).isInstanceOf(SignIn.SignedIn.class);
        return ((SignIn.SignedIn) answer).household();
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var started = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(call))
                    .toList();
            return started.stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }
}
