package dev.linkhub.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import dev.linkhub.household.Household;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.household.Households;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.Await;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tenant is swept while it keeps something that ends, by a worker that runs beside the test. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class SweepLifecycleTest implements HubTest {

    private static final Duration A_SESSION_LIVES = Duration.ofHours(12);

    @Inject
    Tenants tenants;

    @Inject
    Households households;

    @Inject
    HouseholdSessions sessions;

    @Inject
    WakeUps wakeUps;

    @Inject
    MovableClock clock;

    @Inject
    DataSource dataSource;

    private TenantScope tenant;
    private Household household;

    @BeforeEach
    void aTenantThatKeepsNothing() {
        String slug = "t" + System.nanoTime();
        tenant = tenants.create(slug, slug, "operator").scope();
        household = households.findOrCreate(tenant, Households.HUB, "jane@example.com", "jane@example.com");
        assertThat(sweep()).isEmpty();
    }

    @Test
    void theFirstThingThatEndsBringsASweepAndTheLastTakesItAway() {
        sessions.start(household, null);
        assertThat(sweep()).contains(clock.instant().plus(A_SESSION_LIVES));

        clock.advance(A_SESSION_LIVES.plusSeconds(1));
        Await.until("nothing is kept and nobody comes", () -> sweep().isEmpty());

        sessions.start(household, null);
        assertThat(sweep()).as("it comes back").contains(clock.instant().plus(A_SESSION_LIVES));
    }

    @Test
    void whatEndsLaterKeepsTheSweepComing() {
        sessions.start(household, null);
        clock.advance(Duration.ofHours(1));
        sessions.start(household, null);
        Instant second = clock.instant().plus(A_SESSION_LIVES);

        clock.advance(A_SESSION_LIVES.minus(Duration.ofMinutes(59)));
        Await.until("it comes for the second", () -> sweep().equals(Optional.of(second)));
    }

    /** Killed between the wake-up's commit and its own: the sweep finds nothing and is gone. */
    @Test
    void aSweepWhoseThingWasNeverMadeEnds() {
        wakeUps.sweepIn(Duration.ofMinutes(1), tenant);
        assertThat(sweep()).isPresent();

        clock.advance(Duration.ofMinutes(2));
        Await.until("it is gone", () -> sweep().isEmpty());
    }

    private Optional<Instant> sweep() {
        return SchedulerClient.Builder.create(DelegatingDataSource.unwrapDataSource(dataSource))
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .build()
                .getScheduledExecution(Work.SWEEP.task().instanceId(tenant.tenantId() + "/all"))
                .map(ScheduledExecution::getExecutionTime);
    }
}
