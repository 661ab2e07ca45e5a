package dev.linkhub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.TokenExchange;
import dev.linkhub.linking.LinkEventType;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class EventEffectsTest extends LinkingJourney {

    private static final String REMOVED = "app_integration_removed";

    @Inject
    StoredEvents events;

    @Inject
    EventEffects effects;

    @Inject
    EventRows rows;

    @Inject
    TokenExchange exchange;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;
    private String account;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        account = ring.account();
    }

    @Test
    void aRemovalEndsTheLinkOnceHoweverOftenItIsApplied() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.advance(Duration.ofMinutes(3));
        store("r-1", REMOVED, clock.instant());

        assertThat(apply("r-1")).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(find("r-1").appliedAt()).isEqualTo(clock.instant());
        assertThat(find("r-1").linkId()).isEqualTo(linkId);

        ring.advance(Duration.ofMinutes(1));
        assertThat(apply("r-1")).isEmpty();
        assertThat(find("r-1").appliedAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(timeLine(app, linkId)).containsOnlyOnce(LinkEventType.REMOVED);
    }

    @Test
    void anyOtherEventChangesNothing() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.advance(Duration.ofMinutes(3));
        for (String type : List.of("app_integration_added", "device_removed", "APP_INTEGRATION_REMOVED", "")) {
            store("of-" + type, type, clock.instant());
            assertThat(apply("of-" + type)).isEmpty();
            assertThat(find("of-" + type).appliedAt()).isNotNull();
        }
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void anUnknownOrForeignEventIsNothingToDo() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.advance(Duration.ofMinutes(3));
        store("r-1", REMOVED, clock.instant());
        Onboarded other = ring.onboard();

        assertThat(effects.apply(
                        other.tenant().scope(), EventEffects.subject(app.app().appId(), "r-1")))
                .isEmpty();
        assertThat(apply("no-such")).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aRemovalThatRingCannotBeAskedAboutIsTriedAgainInHalfAMinute() {
        String linkId = linked(app, account, household(app, "ada"));
        ring.ring().fault(NewFault.answering("users_me", 503).times(1));
        store("r-1", REMOVED, clock.instant());

        assertThat(apply("r-1")).hasValue(clock.instant().plusSeconds(30));
        assertThat(find("r-1").appliedAt()).isNull();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);

        ring.ring().revoke(ring.ring().installations().getLast().id());
        assertThat(apply("r-1")).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void aRemovalThatComesBeforeItsAccountIsKnownIsAppliedOnceItIs() {
        RingGrant stranded = strandedFor(Duration.ofMinutes(3));
        store("r-1", REMOVED, clock.instant());
        assertThat(apply("r-1")).isEmpty();
        assertThat(find("r-1").appliedAt())
                .as("nothing is known that it could be about")
                .isNotNull();
        forgetWakeUps();

        assertThat(exchange.resume(app.tenant().scope(), stranded.grantId())).isEmpty();
        assertThat(find("r-1").appliedAt()).isNull();
        assertThat(wakeUpFor("r-1")).hasValue(clock.instant());

        assertThat(apply("r-1")).isEmpty();
        RingGrant removed = grants.get(app.tenant().scope(), stranded.grantId());
        assertThat(removed.state()).isEqualTo(GrantState.REVOKED);
        assertThat(removed.revokedReason()).isEqualTo(RevokedReason.REMOVED_BY_USER);
    }

    @Test
    void anOldRemovalIsNotAboutAGrantThatBecomesKnownLater() {
        store("r-1", REMOVED, clock.instant());
        apply("r-1");
        ring.advance(Duration.ofMinutes(5));

        ring.install(app, account);
        assertThat(find("r-1").appliedAt()).isNotNull();
        assertThat(inPool(app).ringAccountId()).isEqualTo(account);
    }

    @Test
    void aRemovalFromTheFutureIsTakenForOneOfNow() {
        store("r-1", REMOVED, clock.instant().plus(Duration.ofDays(30)));
        apply("r-1");
        ring.advance(Duration.ofMinutes(5));

        String linkId = linked(app, account, household(app, "ada"));
        assertThat(find("r-1").appliedAt())
                .as("a later reconnect is not undone")
                .isNotNull();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    /** The account becomes known after the removal has looked for its grants, and before that is noted. */
    @Test
    void aRemovalAndItsAccountBecomingKnownDoNotMissEachOther() throws Exception {
        RingGrant stranded = strandedFor(Duration.ofMinutes(3));
        store("r-1", REMOVED, clock.instant());
        CompletableFuture<Optional<Instant>> applied = new CompletableFuture<>();

        transactions.executeWrite(status -> {
            grants.lockAccount(app.tenant().scope(), app.app().appId(), stranded.environment(), account);
            Thread.ofVirtual().start(() -> applied.complete(apply("r-1")));
            untilSomebodyWaitsForTheAccount();
            return exchange.resume(app.tenant().scope(), stranded.grantId());
        });

        assertThat(applied.get(60, TimeUnit.SECONDS)).as("there is a grant now").isPresent();
        assertThat(find("r-1").appliedAt()).isNull();
        assertThat(apply("r-1")).isEmpty();
        assertThat(grants.get(app.tenant().scope(), stranded.grantId()).state()).isEqualTo(GrantState.REVOKED);
    }

    /** Ring does not say whose tokens these are, for so long. */
    private RingGrant strandedFor(Duration time) {
        ring.ring().fault(NewFault.answering("users_me", 500).times(1));
        InstallationDetails installation = ring.install(app, account);
        assertThat(installation.requireTokenExchange()).isNotNull();
        ring.advance(time);
        RingGrant stranded = grants.notYetClaimed(app.app(), 1).getFirst();
        assertThat(stranded.state()).isEqualTo(GrantState.EXCHANGED);
        return stranded;
    }

    private void untilSomebodyWaitsForTheAccount() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() - end < 0) {
            int waiting = jdbc.prepareStatement(
                    "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()",
                    statement -> {
                        statement.setString(1, "INSERT INTO ring\\_account%" + account + "%");
                        try (ResultSet found = statement.executeQuery()) {
                            found.next();
                            return found.getInt(1);
                        }
                    });
            if (waiting > 0) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nobody came for the account's lock");
    }

    private Optional<Instant> wakeUpFor(String requestId) {
        String instance =
                app.tenant().tenantId() + "/" + EventEffects.subject(app.app().appId(), requestId);
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT execution_time FROM scheduled_tasks WHERE task_name = 'apply-event' AND task_instance = ?",
                statement -> {
                    statement.setString(1, instance);
                    try (ResultSet found = statement.executeQuery()) {
                        return found.next()
                                ? Optional.of(
                                        found.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC))
                                : Optional.empty();
                    }
                }));
    }

    /** As the worker does with what is done. */
    private void forgetWakeUps() {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "DELETE FROM scheduled_tasks WHERE task_name = 'apply-event' AND task_instance LIKE ?", statement -> {
                    statement.setString(1, app.tenant().tenantId() + "/%");
                    return statement.executeUpdate();
                }));
    }

    private Optional<Instant> apply(String requestId) {
        return effects.apply(
                app.tenant().scope(), EventEffects.subject(app.app().appId(), requestId));
    }

    private void store(String requestId, String type, Instant at) {
        byte[] body = SignedBody.event(requestId, account, type, at);
        events.store(app.production(), EventBody.read(body).orElseThrow(), body);
    }

    private RingEvent find(String requestId) {
        return rows.find(app.tenant().tenantId(), app.app().appId(), requestId).orElseThrow();
    }
}
