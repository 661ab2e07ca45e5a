package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.measure.AppMetersFixture;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class RefreshMetersTest extends JourneyTest {

    @Inject
    RefreshLeases leases;

    @Inject
    LeasedRefresh refresh;

    @Inject
    RefreshAttempt attempt;

    @Inject
    WriteBack writeBack;

    @Inject
    Backlogs backlogs;

    @Inject
    AppPauses pauses;

    @Inject
    InterruptibleDatabase database;

    private Onboarded app;
    private InstallationDetails installation;
    private @Nullable AppMetersFixture metrics;

    @BeforeEach
    void aDueGrant() {
        app = ring.onboard();
        installation = ring.install(app, ring.account());
        ring.advance(Duration.ofHours(28));
        if (metrics == null) {
            metrics = AppMetersFixture.of(hub);
        }
    }

    @Test
    void eachAttemptIsCountedByWhatItCameTo() {
        refresh.run(app.app(), claim());
        assertThat(attempts("refreshed")).isEqualTo(1);
        assertThat(attempts("unknown")).isZero();

        ring.advance(Duration.ofHours(28));
        ring.ring().fault(NewFault.answering("token.refresh_token", 503).times(1));
        refresh.run(app.app(), claim());
        assertThat(attempts("unknown")).isEqualTo(1);
        assertThat(attempts("refreshed")).isEqualTo(1);
    }

    @Test
    void aVerdictIsCountedOnceThoughItsTransactionIsMadeTwice() {
        ring.ring().revoke(installation.id());
        LeasedGrant grant = claim();
        AttemptEnd end = attempt.send(app.app(), grant);
        database.deadlock(1);
        writeBack.store(end);
        assertThat(database.isWhole()).isTrue();
        assertThat(unhealthy("revoked")).isEqualTo(1);
        assertThat(unhealthy("rotation_lost")).isZero();
    }

    @Test
    void whatMayBeOurLossIsCountedAsThat() {
        LeasedGrant lost = claim();
        assertThat(lost.wasInDoubt()).isFalse();
        ring.advance(Duration.ofHours(1));
        ring.ring().revoke(installation.id());
        refresh.run(app.app(), claim());
        assertThat(unhealthy("rotation_lost")).isEqualTo(1);
        assertThat(unhealthy("revoked")).isZero();
    }

    @Test
    void anOutcomeWhoseLeaseIsNotItsOwnAnyMoreIsCountedAsKeptOrDropped() {
        LeasedGrant overslept = claim();
        AttemptEnd success = attempt.send(app.app(), overslept);
        ring.advance(Duration.ofHours(1));
        LeasedGrant later = claim();
        AttemptEnd failure =
                new AttemptEnd.Again(later, AttemptOutcome.UNKNOWN, Duration.ofMinutes(1), true, "cut", null);

        writeBack.store(success);
        assertThat(leaseLosses("kept")).isEqualTo(1);
        assertThat(leaseLosses("dropped")).isZero();
        writeBack.store(failure);
        assertThat(leaseLosses("dropped")).isEqualTo(1);
    }

    @Test
    void whatWaitsIsShownWithoutAskingTheDatabaseAndNoLongerThanItIsKnown() {
        AtomicLong nanos = new AtomicLong();
        Backlogs mine = new Backlogs(hub.getBean(BacklogRows.class), nanos::get);
        AppMetersFixture own = AppMetersFixture.alone(meters -> new BacklogMeters(mine, meters));
        own.update();
        assertThat(own.isShown("hub.refresh.due.grants")).isFalse();

        mine.look();
        database.refuse(0, 1);
        own.update();
        assertThat(own.gauge("hub.refresh.due.grants", "other")).isZero();
        assertThatThrownBy(mine::look).isNotNull();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        own.update();
        assertThat(own.isShown("hub.refresh.due.grants")).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        own.update();
        assertThat(own.isShown("hub.refresh.due.grants")).isFalse();
        mine.look();
        own.update();
        assertThat(own.isShown("hub.refresh.lag.seconds")).isTrue();
    }

    @Test
    void aPausedAppHasNoLag() {
        pauses.freeze(app.app(), Actor.OPERATOR);
        backlogs.look();
        metrics().update();
        assertThat(metrics().gauge("hub.refresh.due.grants", name())).isZero();
        assertThat(metrics().gauge("hub.refresh.lag.seconds", name())).isZero();
    }

    @Test
    void whatWaitsIsShown() {
        backlogs.look();
        metrics().update();
        assertThat(metrics().gauge("hub.refresh.due.grants", name())).isEqualTo(1);
        assertThat(metrics().gauge("hub.refresh.lag.seconds", name())).isPositive();
        refresh.run(app.app(), claim());
        backlogs.look();
        metrics().update();
        assertThat(metrics().gauge("hub.refresh.due.grants", name())).isZero();
    }

    private AppMetersFixture metrics() {
        return Objects.requireNonNull(metrics);
    }

    private LeasedGrant claim() {
        return leases.claimDue(app.app(), 1).getFirst();
    }

    private double attempts(String outcome) {
        return metrics().count("hub.refresh.attempts", name(), "outcome", outcome);
    }

    private double unhealthy(String reason) {
        return metrics().count("hub.refresh.unhealthy.grants", name(), "reason", reason);
    }

    private double leaseLosses(String outcome) {
        return metrics().count("hub.refresh.lease.losses", name(), "outcome", outcome);
    }

    private String name() {
        return app.tenant().slug() + "/" + app.app().slug();
    }
}
