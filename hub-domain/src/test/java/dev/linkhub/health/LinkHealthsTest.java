package dev.linkhub.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.linking.LinkEventType;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.RefreshLane;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link's health is, by what has happened to it. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkHealthsTest extends LinkingJourney {

    private static final String REFRESH = "token.refresh_token";

    @Inject
    LinkHealths healths;

    @Inject
    LinkRemoval removal;

    @Inject
    AppPauses pauses;

    @Inject
    FreshTokens freshTokens;

    @Inject
    RefreshLane lane;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private String account;
    private InstallationDetails installation;
    private String linkId;

    @BeforeEach
    void aLink() {
        app = ring.onboard();
        account = ring.account();
        installation = ring.install(app, account);
        linkId = completed(app, installation, household(app, "ada"));
    }

    @Test
    void aCompletedLinkIsHealthyAndSaysWhatItsGrantSays() {
        LinkStatus status = status();

        assertThat(status.health()).isEqualTo(LinkHealth.HEALTHY);
        assertThat(status.reason()).isNull();
        assertThat(status.state()).isEqualTo(LinkState.COMPLETED);
        assertThat(status.ringAccountId()).isEqualTo(account);
        assertThat(status.generation()).isEqualTo(1);
        assertThat(status.accessExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
        assertThat(status.refreshExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(status.dueAt()).isEqualTo(grantOf(app, linkId).dueAt());
        assertThat(status.lastRefreshedAt()).isEqualTo(grantOf(app, linkId).lastRefreshedAt());
    }

    @Test
    void aLinkThatRingHasNotConfirmedIsAsHealthyAsItsTokens() {
        ring.ring().fault(NewFault.answering("app_integrations.post", 404).times(1));
        String incomplete = claim(app, ring.install(app, ring.account()), household(app, "bob"));
        completion.proceed(app.tenant().scope(), incomplete);

        LinkStatus status = healths.get(app.tenant().scope(), incomplete);
        assertThat(status.state()).isEqualTo(LinkState.INCOMPLETE);
        assertThat(status.health()).isEqualTo(LinkHealth.HEALTHY);
    }

    @Test
    void refreshesThatFailAreRetryingUntilOneSucceeds() {
        ring.ring().fault(NewFault.answering(REFRESH, 503).times(1));
        refreshed(1);
        assertThat(status().health()).isEqualTo(LinkHealth.RETRYING);
        assertThat(status().reason()).isNull();

        ring.advance(Duration.ofMinutes(2));
        refreshed(1);
        assertThat(status().health()).isEqualTo(LinkHealth.HEALTHY);
    }

    @Test
    void refreshesThatFailInTheLast72HoursAreARisk() {
        ring.advance(Duration.ofDays(27).plusSeconds(1));
        assertThat(status().health()).as("late, but nothing has failed").isEqualTo(LinkHealth.HEALTHY);
        ring.ring().fault(NewFault.answering(REFRESH, 503).times(1));
        refreshed(1);
        assertThat(status().health()).isEqualTo(LinkHealth.AT_RISK);
    }

    @Test
    void whatRingRefusesIsRevoked() {
        ring.ring().revoke(installation.id());
        refreshed(1);
        unhealthy("REVOKED");
        assertThat(status().state()).as("the link itself stays").isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void whatRingRefusesAfterAnAnswerThatWasNotHeardIsRotationLost() {
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_AFTER).times(1));
        refreshed(1);
        ring.advance(Duration.ofMinutes(2));
        refreshed(1);
        unhealthy("ROTATION_LOST");
    }

    @Test
    void whatRingRefusesAfterThirtyDaysIsExpired() {
        ring.advance(Duration.ofDays(30).plusHours(1));
        refreshed(1);
        unhealthy("EXPIRED");
    }

    @Test
    void whatTheUserRemovedIsRemovedByUser() {
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        unhealthy("REMOVED_BY_USER");
        assertThat(status().dueAt()).isNull();
    }

    @Test
    void whatAnotherHouseholdClaimedIsReplaced() {
        ring.advance(Duration.ofMinutes(5));
        claim(app, ring.ring().signInWithNewCode(installation.id()), household(app, "bob"));
        unhealthy("REPLACED");
    }

    @Test
    void whatDoesNotOpenIsUnreadable() {
        grantRow("refresh_token_sealed = access_token_sealed");
        refreshed(1);
        unhealthy("SEALED_VALUE_UNREADABLE");
    }

    @Test
    void aVerdictIsToldOnceAndItsConfirmationNotAgain() {
        ring.ring().revoke(installation.id());
        refreshed(1);
        ring.advance(Duration.ofMinutes(16));
        lane.drain(app.tenant().scope());

        assertThat(calls(app, REFRESH)).as("one confirming attempt").hasSize(2);
        assertThat(timeLine(app, linkId)).containsOnlyOnce(LinkEventType.UNHEALTHY);
        unhealthy("REVOKED");
    }

    @Test
    void aVerdictThatTheConfirmingAttemptRefutesIsTakenBack() {
        ring.ring()
                .fault(NewFault.answering(REFRESH, 400)
                        .withBody("application/json", "{\"error\":\"invalid_grant\"}")
                        .times(1));
        refreshed(1);
        unhealthy("REVOKED");
        ring.advance(Duration.ofMinutes(16));
        lane.drain(app.tenant().scope());

        assertThat(status().health()).isEqualTo(LinkHealth.HEALTHY);
        assertThat(timeLine(app, linkId)).endsWith(LinkEventType.UNHEALTHY, LinkEventType.HEALED);
    }

    @Test
    void aLinkOfAPausedAppIsPaused() {
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        assertThat(status().health()).isEqualTo(LinkHealth.PAUSED);
        assertThat(status().reason()).isNull();
        pauses.credentialsAccepted(current(app), app.app().credentialVersion());
        assertThat(status().health()).isEqualTo(LinkHealth.HEALTHY);
    }

    /** Everything that makes a health, in each combination that two of them can contend for. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // verdict, paused, failures, hours to live, seconds since the lease of what is in doubt ended -> health
                "REVOKED, true,  3, 10,  60, UNHEALTHY",
                "REVOKED, false, 3, 10,  60, UNHEALTHY",
                "EXPIRED, false, 0, 700, -,  UNHEALTHY",
                "-,       true,  3, 10,  60, PAUSED",
                "-,       true,  0, 700, -,  PAUSED",
                "-,       false, 3, 71,  -,  AT_RISK",
                "-,       false, 0, 71,  60, AT_RISK",
                "-,       false, 1, 73,  -,  RETRYING",
                "-,       false, 0, 73,  60, RETRYING",
                "-,       false, 0, 71,  -,  HEALTHY",
                "-,       false, 0, 71, -20, HEALTHY",
                "-,       false, 0, 700, -,  HEALTHY",
            })
    void theGraverHealthGoesBeforeTheLesser(
            @Nullable String verdict,
            boolean paused,
            int failures,
            int hoursToLive,
            @Nullable Integer secondsSinceLease,
            LinkHealth health) {
        if (paused) {
            pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        }
        Instant now = clock.instant();
        grantRow("unhealthy_reason = %s, failures = %d, refresh_expires_at = %s, in_doubt_since = %s, lease_until = %s"
                .formatted(
                        verdict == null ? "NULL" : "'" + verdict + "'",
                        failures,
                        sql(now.plus(Duration.ofHours(hoursToLive))),
                        secondsSinceLease == null ? "NULL" : sql(now.minusSeconds(90)),
                        secondsSinceLease == null ? "NULL" : sql(now.minusSeconds(secondsSinceLease))));

        assertThat(status().health()).isEqualTo(health);
        assertThat(status().reason()).isEqualTo(verdict);
    }

    @Test
    void aRemovedLinkOfAPausedAppIsStillRemoved() {
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        unhealthy("REMOVED_BY_USER");
    }

    @Test
    void anotherTenantsLinkIsAsUnknownAsOneThatDoesNotExist() {
        Onboarded other = ring.onboard();
        assertThat(healths.find(other.tenant().scope(), linkId)).isEmpty();
        assertThatThrownBy(() -> healths.get(other.tenant().scope(), linkId)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> healths.get(app.tenant().scope(), "no such/id"))
                .isInstanceOf(NotFound.class);
    }

    private void unhealthy(String reason) {
        assertThat(status().health()).isEqualTo(LinkHealth.UNHEALTHY);
        assertThat(status().reason()).isEqualTo(reason);
    }

    private LinkStatus status() {
        return healths.get(app.tenant().scope(), linkId);
    }

    private void refreshed(int rejectedGeneration) {
        freshTokens.ensure(app.app(), link(app, linkId).grantId(), Duration.ZERO, rejectedGeneration);
    }

    private static String sql(Instant time) {
        return "'" + LocalDateTime.ofInstant(time, ZoneOffset.UTC) + "'";
    }

    private void grantRow(String assignments) {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "UPDATE ring_grant SET " + assignments + " WHERE tenant_id = ? AND grant_id = ?", statement -> {
                    statement.setString(1, app.tenant().tenantId());
                    statement.setString(2, link(app, linkId).grantId());
                    return statement.executeUpdate();
                }));
    }
}
