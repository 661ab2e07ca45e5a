package dev.linkhub.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.ReceivedCodes.LeasedCode;
import dev.linkhub.grant.ReceivedCodes.Reception;
import dev.linkhub.spool.Orphans;
import dev.linkhub.spool.Spool;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring has turned a code into tokens, and the database does not take them. There is no second code. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class SpooledCodeTest extends JourneyTest {

    private static final int FOR_LONG = 1_000_000;

    /** The app's row and its credentials. */
    private static final int READ_BEFORE_THE_CALL = 2;

    @Inject
    Grants grants;

    @Inject
    ReceivedCodes codes;

    @Inject
    CodeRedemption redemption;

    @Inject
    TokenExchange exchange;

    @Inject
    Spool spool;

    @Inject
    InterruptibleDatabase database;

    private Orphans orphans;
    private Onboarded app;
    private LeasedCode code;
    private int callsBefore;

    @BeforeEach
    void aCode() {
        orphans = new Orphans(hub.getProperty("hub.data-dir", String.class).orElseThrow());
        app = ring.onboard();
        code = ((Reception.Fresh) codes.store(app.production(), CodeTap.issue(ring, app, ring.account()))).code();
        callsBefore = calls();
    }

    @Test
    void itsTokensAreOnTheDiskUntilTheDatabaseIsBack() throws Exception {
        FutureTask<Boolean> redeeming = redeemingWithoutDatabase();
        assertThat(grant().state()).isEqualTo(GrantState.RECEIVED);

        databaseIsBack();
        assertThat(redeeming.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(grant().state()).isEqualTo(GrantState.UNCLAIMED);
        storedOnce();
        assertThat(spool.status().records()).isZero();
    }

    @Test
    void whatAKilledProcessLeftIsWrittenAndItsAccountLearntByWhoeverComesBy() throws Exception {
        FutureTask<Boolean> redeeming = redeemingWithoutDatabase();
        Path first = orphans.copy();
        Path second = orphans.copy();
        orphans.leave(first);
        Orphans.adopt(hub);
        assertThat(grant().state()).isEqualTo(GrantState.EXCHANGED);
        assertThat(grant().accessExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
        assertThat(exchange.resume(app.tenant().scope(), code.grantId())).isEmpty();
        assertThat(grant().state()).isEqualTo(GrantState.UNCLAIMED);

        databaseIsBack();
        assertThat(redeeming.get(60, TimeUnit.SECONDS)).isTrue();
        orphans.leave(second);
        Orphans.adopt(hub);
        assertThat(grant().state()).as("it does not begin anew").isEqualTo(GrantState.UNCLAIMED);
        storedOnce();
    }

    @Test
    void whileItsTokensWaitHereItIsNotSentAgain() throws Exception {
        FutureTask<Boolean> redeeming = redeemingWithoutDatabase();
        ring.advance(Duration.ofSeconds(31));
        assertThat(exchange.resume(app.tenant().scope(), code.grantId())).isPresent();
        assertThat(calls()).as("though its lease is over").isEqualTo(callsBefore + 1);

        databaseIsBack();
        assertThat(redeeming.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
    }

    @Test
    void whileItMayBeInADeadProcesssFileItIsNotSentAgain() throws Exception {
        FutureTask<Boolean> redeeming = redeemingWithoutDatabase();
        orphans.leave(orphans.copy());
        databaseIsBack();
        assertThat(redeeming.get(60, TimeUnit.SECONDS)).isTrue();
        LeasedCode other =
                ((Reception.Fresh) codes.store(app.production(), CodeTap.issue(ring, app, ring.account()))).code();
        ring.advance(Duration.ofSeconds(31));
        database.refuse(0, 1);
        Orphans.adopt(hub);
        int calls = calls();
        assertThat(exchange.resume(app.tenant().scope(), other.grantId())).isPresent();
        assertThat(calls()).isEqualTo(calls);

        Orphans.adopt(hub);
        exchange.resume(app.tenant().scope(), other.grantId());
        assertThat(grants.get(app.tenant().scope(), other.grantId()).state()).isEqualTo(GrantState.UNCLAIMED);
    }

    @Test
    void anotherProcessesLeaseDoesNotBeginBeforeHalfOfItsLifeIsOver() {
        ring.advance(Duration.ofSeconds(29));
        assertThat(codes.lease(app.tenant().scope(), code.grantId())).isEmpty();
        ring.advance(Duration.ofSeconds(2));
        assertThat(codes.lease(app.tenant().scope(), code.grantId())).isPresent();
    }

    @Test
    void itsTokensCountThoughItWasGivenUpMeanwhile() throws Exception {
        FutureTask<Boolean> redeeming = redeemingWithoutDatabase();
        ring.advance(Duration.ofSeconds(61));
        LeasedCode late = codes.lease(app.tenant().scope(), code.grantId()).orElseThrow();
        codes.died(late, RevokedReason.CODE_EXPIRED);

        databaseIsBack();
        assertThat(redeeming.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(grant().state()).isEqualTo(GrantState.UNCLAIMED);
        storedOnce();
    }

    private void storedOnce() {
        assertThat(grant().generation()).isEqualTo(1);
        assertThat(grant().inDoubtSince()).isNull();
        assertThat(calls()).isEqualTo(callsBefore + 1);
        assertThat(ring.ring().counter("codes_redeemed_twice")).isZero();
    }

    /** On a thread for which the database goes away when Ring has answered; returns once the tokens are spooled. */
    private FutureTask<Boolean> redeemingWithoutDatabase() throws InterruptedException {
        FutureTask<Boolean> redeeming = new FutureTask<>(() -> {
            database.refuse(READ_BEFORE_THE_CALL, FOR_LONG);
            redemption.redeem(code);
            return true;
        });
        Thread.ofPlatform().daemon().start(redeeming);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        return redeeming;
    }

    private void databaseIsBack() {
        database.refuse(0, 0);
    }

    private RingGrant grant() {
        return grants.get(app.tenant().scope(), code.grantId());
    }

    private int calls() {
        return ring.ring().requests("token.authorization_code").size();
    }
}
