package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.SealBroken;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring has answered, and something is in the way of writing it down. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class WriteBackTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";

    @Inject
    Grants grants;

    @Inject
    PartnerApps apps;

    @Inject
    AppPauses pauses;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    LeasedRefresh refresh;

    @Inject
    WriteBack writeBack;

    @Inject
    RefreshHistory history;

    @Inject
    InterruptibleDatabase database;

    @Inject
    Healings healings;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private String grantId;

    @BeforeEach
    void aDueGrant() {
        app = ring.onboard();
        grantId = newGrant(app);
        ring.advance(Duration.ofHours(27));
    }

    @Test
    void newTokensAreHeldUntilADatabaseThatIsAwayIsBack() {
        AttemptEnd end = attempt.send(app.app(), leased());
        database.refuse(0, 3);

        writeBack.store(end);
        storedOnce();
    }

    @Test
    void aDeadlockReplaysTheTransactionAndNotTheCall() {
        AttemptEnd end = attempt.send(app.app(), leased());
        database.deadlock(2);

        writeBack.store(end);
        storedOnce();
    }

    @Test
    void aCommitThatNobodyHeardOfIsFoundDone() {
        AttemptEnd end = attempt.send(app.app(), leased());
        database.loseAcknowledgements(1);

        writeBack.store(end);
        storedOnce();
    }

    @Test
    void aFailureWhoseCommitNobodyHeardOfCountsOnce() {
        LeasedGrant leased = leased();
        database.loseAcknowledgements(1);

        writeBack.store(new AttemptEnd.Again(leased, AttemptOutcome.UNKNOWN, Duration.ofMinutes(1), true, "cut", null));
        assertThat(grant(app, grantId).failures()).isEqualTo(1);
        assertThat(history.of(app.tenant().scope(), grantId, 10)).hasSize(1);
    }

    @Test
    void theTokensOfAPausedAppsProbeComeBeforeTheNewsThatItsCredentialsWork() {
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        PartnerApp paused = apps.get(app.tenant().scope(), app.app().appId());
        LeasedGrant leased = leased();
        int forReadingTheCredentials = 1;
        database.refuse(forReadingTheCredentials, 1);

        refresh.run(paused, leased);
        storedOnce();
        assertThat(apps.get(app.tenant().scope(), app.app().appId()).isPaused()).isFalse();
    }

    @Test
    void whoCannotBeWrittenDoesNotTakeTheOthersOfItsBatchAlong() throws Exception {
        Onboarded other = ring.onboard();
        String othersGrant = newGrant(other);
        ring.advance(Duration.ofHours(27));
        AttemptEnd end = attempt.send(app.app(), leased());
        LeasedGrant others = leases.claimDue(other.app(), 1).getFirst();
        FutureTask<Boolean> first = storing(new AttemptEnd.Again(
                others, AttemptOutcome.NOT_SENT, Duration.ofMinutes(1), false, "holds the pen", null));
        FutureTask<Boolean> broken = storing(unwritable(newLeased()));
        FutureTask<Boolean> whole = storing(end);

        transactions.executeWrite(status -> {
            lock(other, othersGrant);
            StuckWriters.start(first);
            StuckWriters.start(broken, whole);
            return true;
        });
        assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(whole.get(60, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> broken.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(SealBroken.class);
        storedOnce();
    }

    @Test
    void aSuccessHealsAVerdictThatWasPassedWhileItWasOnItsWay() {
        LeasedGrant overslept = leased();
        ring.advance(Duration.ofMinutes(11));
        LeasedGrant second = leased();
        writeBack.store(new AttemptEnd.Refused(second, null));
        assertThat(grant(app, grantId).unhealthyReason()).isNotNull();

        writeBack.store(new AttemptEnd.Success(
                overslept, Secret.of("access"), Secret.of("refresh"), "Bearer", "", Duration.ofHours(4), null));
        assertThat(grant(app, grantId).unhealthyReason()).isNull();
        assertThat(healings.of(grantId)).as("and says so, once").isEqualTo(1);
    }

    @Test
    void aSuccessWithNothingToHealSaysNothing() {
        writeBack.store(attempt.send(app.app(), leased()));
        assertThat(healings.of(grantId)).isZero();
    }

    private void storedOnce() {
        assertThat(database.isWhole()).as("what was to go wrong has").isTrue();
        assertThat(grant(app, grantId).generation()).isEqualTo(2);
        assertThat(grant(app, grantId).inDoubtSince()).isNull();
        assertThat(history.of(app.tenant().scope(), grantId, 10))
                .extracting(RefreshHistory.Entry::newGeneration)
                .containsExactly(2);
        assertThat(ring.ring().requests(REFRESH).stream()
                        .filter(call -> app.atRing().id().equals(call.app())))
                .hasSize(1);
    }

    private String newGrant(Onboarded of) {
        ring.install(of, ring.account());
        return grants.notYetClaimed(of.app(), 1).getFirst().grantId();
    }

    private LeasedGrant leased() {
        return leases.claimDue(app.app(), 1).getFirst();
    }

    private LeasedGrant newLeased() {
        String id = newGrant(app);
        return leases.claimOne(app.tenant().scope(), id, 1).orElseThrow();
    }

    /** Ring sent no new refresh token, and the one that is to be kept does not open. */
    private static AttemptEnd unwritable(LeasedGrant grant) {
        LeasedGrant damaged = new LeasedGrant(
                grant.tenant(),
                grant.grantId(),
                grant.appId(),
                grant.generation(),
                new byte[] {0, 0, 0, 1, 7},
                grant.claimId(),
                grant.claimedAtNanos(),
                false,
                false,
                0,
                null,
                null,
                null);
        return new AttemptEnd.Success(damaged, Secret.of("access"), null, "Bearer", "", Duration.ofHours(4), null);
    }

    private FutureTask<Boolean> storing(AttemptEnd end) {
        return new FutureTask<>(() -> {
            writeBack.store(end);
            return true;
        });
    }

    private void lock(Onboarded of, String id) {
        jdbc.prepareStatement("SELECT 1 FROM ring_grant WHERE tenant_id = ? AND grant_id = ? FOR UPDATE", statement -> {
            statement.setString(1, of.tenant().tenantId());
            statement.setString(2, id);
            return statement.execute();
        });
    }

    private RingGrant grant(Onboarded of, String id) {
        return grants.get(of.tenant().scope(), id);
    }

    /** Who was said to be healed. */
    @Singleton
    @Requires(property = "hub.test.pool", value = "interruptible")
    static class Healings {

        private final ConcurrentLinkedQueue<String> healed = new ConcurrentLinkedQueue<>();

        @EventListener
        void on(GrantHealed event) {
            healed.add(event.grantId());
        }

        long of(String grantId) {
            return healed.stream().filter(grantId::equals).count();
        }
    }
}
