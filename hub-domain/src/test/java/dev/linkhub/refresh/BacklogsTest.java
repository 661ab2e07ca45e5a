package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.measure.AppKey;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class BacklogsTest extends JourneyTest {

    @Inject
    Backlogs backlogs;

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    AppPauses pauses;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
    }

    @Test
    void whatIsDueIsCountedAndTheFirstOfItSaysHowLate() {
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 90 SECOND");
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 30 SECOND");
        newGrant("due_at = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND");

        Backlog seen = look();
        assertThat(seen.due()).isEqualTo(2);
        assertThat(seen.lag()).isEqualTo(Duration.ofSeconds(90).plusMillis(2));
        assertThat(seen.inDoubt() + seen.quarantined() + seen.suspects()).isZero();
        assertThat(seen.paused()).isFalse();
    }

    @Test
    void aLeaseIsNoDoubtUntilItHasRunOut() {
        newGrant("due_at = UTC_TIMESTAMP(6)");
        assertThat(leases.claimDue(app.app(), 1)).hasSize(1);
        assertThat(backlogs.of(app.app()).orElseThrow().isEmpty()).isTrue();

        ring.advance(Duration.ofSeconds(31));
        Backlog seen = look();
        assertThat(seen.inDoubt()).isEqualTo(1);
        assertThat(seen.quarantined()).isEqualTo(1);
        assertThat(seen.due()).isZero();
    }

    @Test
    void whatIsInDoubtAfterAnAnswerThatWasNotHeardIsInNoQuarantine() {
        newGrant("due_at = UTC_TIMESTAMP(6) + INTERVAL 75 MINUTE, in_doubt_since = UTC_TIMESTAMP(6), failures = 7");
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND, in_doubt_since = UTC_TIMESTAMP(6), failures = 7");
        newGrant("due_at = UTC_TIMESTAMP(6) + INTERVAL 15 MINUTE, suspect_since = UTC_TIMESTAMP(6), failures = 1");

        Backlog seen = look();
        assertThat(seen.inDoubt()).isEqualTo(2);
        assertThat(seen.quarantined()).isZero();
        assertThat(seen.suspects()).isEqualTo(1);
        assertThat(seen.due()).isEqualTo(1);
    }

    @Test
    void aPausedAppIsSeenAsPaused() {
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 5 SECOND");
        pauses.freeze(app.app(), Actor.OPERATOR);
        assertThat(look().paused()).isTrue();
        assertThat(look().due()).isEqualTo(1);
    }

    @Test
    void theWorstComesFirstAndWhatIsDoneIsForgotten() {
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR");
        Onboarded late = app;
        app = ring.onboard();
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
        Onboarded later = app;
        backlogs.look();
        assertThat(backlogs.worstFirst())
                .extracting(Backlog::app)
                .containsSubsequence(AppKey.of(later.app()), AppKey.of(late.app()));

        set("due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY", grant(later));
        backlogs.look();
        assertThat(backlogs.worstFirst()).extracting(Backlog::app).doesNotContain(AppKey.of(later.app()));
    }

    @Test
    void anotherTenantsGrantsAreNotCounted() {
        newGrant("due_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR");
        app = ring.onboard();
        assertThat(backlogs.of(app.app()).orElseThrow())
                .isEqualTo(new Backlog(AppKey.of(app.app()), false, null, 0, Duration.ZERO, 0, 0, 0));
    }

    @Test
    void aRoundSaysWhenItWas() {
        backlogs.look();
        assertThat(backlogs.secondsSinceLook().orElseThrow()).isLessThan(60);
        assertThat(hub.createBean(Backlogs.class).secondsSinceLook()).isEmpty();
    }

    private Backlog look() {
        backlogs.look();
        Backlog seen = backlogs.worstFirst().stream()
                .filter(backlog -> backlog.app().equals(AppKey.of(app.app())))
                .findFirst()
                .orElseThrow();
        assertThat(backlogs.of(app.app())).as("the same by itself").hasValue(seen);
        return seen;
    }

    private void newGrant(String as) {
        // So that it is the newest.
        ring.advance(Duration.ofMillis(1));
        ring.install(app, ring.account());
        set(as, grant(app));
    }

    private String grant(Onboarded of) {
        return grants.notYetClaimed(of.app(), 1).getFirst().grantId();
    }

    private void set(String as, String grantId) {
        transactions.executeWrite(status -> jdbc.execute(connection -> {
            try (var update = connection.prepareStatement("UPDATE ring_grant SET " + as + " WHERE grant_id = ?")) {
                update.setString(1, grantId);
                return update.executeUpdate();
            }
        }));
    }
}
