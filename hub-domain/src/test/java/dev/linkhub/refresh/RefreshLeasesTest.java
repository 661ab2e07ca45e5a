package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class RefreshLeasesTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    WriteBack writeBack;

    @Inject
    FreshTokens freshTokens;

    @Inject
    InterruptibleDatabase database;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private String first;
    private String second;
    private String third;

    @BeforeEach
    void threeDueGrants() {
        app = ring.onboard();
        first = newGrant();
        second = newGrant();
        third = newGrant();
        ring.advance(Duration.ofHours(28));
        due(first, 3);
        due(second, 2);
        due(third, 1);
    }

    @Test
    void asManyAreLeasedAsThereArePermitsForThoseDueForLongestFirst() {
        assertThat(leases.claimDue(app.app(), 2))
                .extracting(LeasedGrant::grantId)
                .containsExactly(first, second);
        assertThat(grant(third).inDoubtSince()).isNull();
        assertThat(leases.claimDue(app.app(), 2))
                .extracting(LeasedGrant::grantId)
                .containsExactly(third);
    }

    @Test
    void whatHasLessThan72HoursToLiveGoesBeforeWhatIsDueForLonger() {
        row("refresh_expires_at = UTC_TIMESTAMP(6) + INTERVAL 71 HOUR", third);
        row("refresh_expires_at = UTC_TIMESTAMP(6) + INTERVAL 73 HOUR", second);

        assertThat(leases.claimDue(app.app(), 2))
                .extracting(LeasedGrant::grantId)
                .containsExactly(third, first);
    }

    @Test
    void whatIsLeasedAtOnceIsLeasedToOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> leases.claimDue(app.app(), 10));
            var other = threads.submit(() -> leases.claimDue(app.app(), 10));
            assertThat(Stream.concat(one.get().stream(), other.get().stream()))
                    .extracting(LeasedGrant::grantId)
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void afterAClaimWhoseCommitNobodyHeardOfNothingIsSent() {
        database.loseAcknowledgements(1);

        assertThatThrownBy(() -> leases.claimOne(app.tenant().scope(), first, 1))
                .isInstanceOf(RuntimeException.class);
        assertThat(database.isWhole()).isTrue();
        assertThat(refreshCalls()).isZero();
        assertThat(grant(first).leaseUntil())
                .as("and nobody else may for a while")
                .isNotNull();
        ring.advance(Duration.ofMinutes(5));
        assertThat(leases.claimOne(app.tenant().scope(), first, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestThatNeverLeftLeavesTheDoubtAsItWas(boolean earlierDoubt) {
        if (earlierDoubt) {
            row("in_doubt_since = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR", first);
        }
        var before = grant(first).inDoubtSince();
        LeasedGrant leased = leases.claimDue(app.app(), 1).getFirst();
        assertThat(leased.wasInDoubt()).isEqualTo(earlierDoubt);
        assertThat(grant(first).inDoubtSince()).as("from the claim on").isNotNull();

        writeBack.store(new AttemptEnd.Again(
                leased, AttemptOutcome.NOT_SENT, Duration.ofSeconds(10), false, "ConnectException", null));
        assertThat(grant(first).inDoubtSince()).isEqualTo(before);
        assertThat(grant(first).leaseUntil()).isNull();
        assertThat(grant(first).dueAt()).isEqualTo(clock.instant().plusSeconds(10));
    }

    @Test
    void whoeverWaitsWhileAnotherProcessRefreshesGetsWhatComesOfIt() throws Exception {
        LeasedGrant anothers = leases.claimOne(app.tenant().scope(), first, 1).orElseThrow();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Freshness> waiting =
                    threads.submit(() -> freshTokens.ensure(app.app(), first, Duration.ofMinutes(5), null));
            writeBack.store(attempt.send(app.app(), anothers));
            assertThat(waiting.get()).isInstanceOf(Freshness.Fresh.class);
        }
        assertThat(grant(first).generation()).isEqualTo(2);
        assertThat(refreshCalls()).isEqualTo(1);
    }

    @Test
    void anotherTenantCannotLeaseIt() {
        assertThat(leases.claimOne(ring.onboard().tenant().scope(), first, 1)).isEmpty();
        assertThat(grant(first).leaseUntil()).isNull();
    }

    private String newGrant() {
        ring.install(app, ring.account());
        ring.advance(Duration.ofMillis(1));
        return grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    private void due(String grantId, int minutesAgo) {
        row("due_at = UTC_TIMESTAMP(6) - INTERVAL %d MINUTE".formatted(minutesAgo), grantId);
    }

    private void row(String assignment, String grantId) {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE ring_grant SET " + assignment + " WHERE tenant_id = ? AND grant_id = ?", statement -> {
                    statement.setString(1, app.tenant().tenantId());
                    statement.setString(2, grantId);
                    return statement.executeUpdate();
                }));
    }

    private RingGrant grant(String grantId) {
        return grants.get(app.tenant().scope(), grantId);
    }

    private int refreshCalls() {
        return (int) ring.ring().requests(REFRESH).stream()
                .filter(call -> app.atRing().id().equals(call.app()))
                .count();
    }
}
