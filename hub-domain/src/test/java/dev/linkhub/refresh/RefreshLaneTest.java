package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.wakeup.WorkItem;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lanes: when a tenant has one, when two, and when they come back. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RefreshLaneTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";
    private static final int CALLS_JUDGED = 20;
    private static final String SECOND = "1";

    @Inject
    Grants grants;

    @Inject
    RefreshLane lane;

    @Inject
    RingTraffic traffic;

    @Inject
    AppPauses pauses;

    @Inject
    ApplicationEventPublisher<GrantHealed> healed;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    DataSource dataSource;

    private Onboarded app;
    private TenantScope tenant;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        // More than a slice claims, so that how fast Ring is decides nothing.
        properties.put("hub.refresh-in-flight", "1024");
        return properties;
    }

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        tenant = app.tenant().scope();
    }

    @Test
    void aBacklogOfMoreThanASliceWakesASecondLaneThatEndsWithIt() throws SQLException {
        ManyGrants.copy(dataSource, newGrant(app), 600, "0 SECOND", "20 DAY");
        assertThat(planned()).doesNotContainKey("refresh/1");

        assertThat(lane.drain(tenant)).as("the first comes back at once").contains(clock.instant());
        assertThat(planned()).containsEntry("refresh/1", clock.instant());

        Optional<Instant> again = lane.drain(tenant, SECOND);
        for (int i = 0; i < 10 && again.isPresent(); i++) {
            again = lane.drain(tenant, SECOND);
        }
        assertThat(again).as("the second ends").isEmpty();
        assertThat(lane.drain(tenant)).hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant()));
    }

    @Test
    void aBacklogOfLessThanASliceIsOneLanesAffair() throws SQLException {
        ManyGrants.copy(dataSource, newGrant(app), Slice.MOST - 1, "0 SECOND", "20 DAY");
        lane.drain(tenant);
        assertThat(planned()).doesNotContainKey("refresh/1");
    }

    @Test
    void aTenantWithoutGrantsHasNoLane() {
        assertThat(lane.drain(tenant)).isEmpty();
    }

    @Test
    void aSlowAppHoldsUpNoOtherOfItsTenant() {
        Onboarded slow = ring.onboard(app.tenant(), "slow");
        List<String> fast = new ArrayList<>();
        List<String> hanging = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fast.add(newGrant(app));
            hanging.add(newGrant(slow));
        }
        ring.ring()
                .fault(NewFault.of(REFRESH, FaultKind.HANG)
                        .forApp(slow.atRing().id())
                        .always());
        ring.advance(Duration.ofHours(28));

        for (int i = 0; i < 3 && !areRefreshed(fast); i++) {
            lane.drain(tenant);
        }
        assertThat(areRefreshed(fast)).isTrue();
        assertThat(hanging)
                .as("which are still on the wire")
                .allSatisfy(grantId -> assertThat(grant(grantId).leaseUntil()).isNotNull());
        assertThat(lane.inFlight()).containsEntry(tenant.tenantId(), hanging.size());
    }

    @Test
    void aLaneSleepsThroughWhatRingAskedFor() {
        newGrant(app);
        ring.advance(Duration.ofHours(28));
        traffic.rateLimited(app.app(), Duration.ofMinutes(7));
        assertThat(lane.drain(tenant)).contains(in(Duration.ofMinutes(7)));
    }

    @Test
    void aLaneSleepsThroughABreakersRest() {
        newGrant(app);
        ring.advance(Duration.ofHours(28));
        for (int i = 0; i < CALLS_JUDGED; i++) {
            traffic.silent(app.app());
        }
        assertThat(lane.drain(tenant)).contains(in(Duration.ofSeconds(30)));
    }

    @Test
    void aLaneSleepsUntilAPausedAppsProbe() {
        newGrant(app);
        ring.advance(Duration.ofHours(28));
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        assertThat(lane.drain(tenant)).contains(in(Duration.ofMinutes(5)));
    }

    @Test
    void aLaneSleepsThroughAFreezeAndIsWokenByItsEnd() {
        newGrant(app);
        ring.advance(Duration.ofHours(28));
        pauses.freeze(app.app(), Actor.HUB);
        assertThat(lane.drain(tenant)).contains(in(Duration.ofHours(1)));

        forgetWakeUps();
        pauses.thaw(app.app(), Actor.HUB);
        assertThat(planned()).containsEntry("refresh/0", clock.instant());
    }

    @Test
    void theLaneOfANewGrantWakesWhenItIsDue() {
        Instant due = grant(newGrant(app)).dueAt();
        assertThat(planned().get("refresh/0")).isEqualTo(due);
    }

    @Test
    void aHealedGrantHasItsTenantsLaneComeBack() {
        String grantId = newGrant(app);
        forgetWakeUps();
        transactions.executeWrite(status -> {
            healed.publishEvent(new GrantHealed(tenant, grantId));
            return true;
        });
        assertThat(planned().get("refresh/0"))
                .isBetween(clock.instant(), in(Duration.ofHours(24).plus(Duration.ofMinutes(144))));
    }

    @Test
    void twoProcessesDrainATenantTogetherAndRefreshEachGrantOnce() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(newGrant(app));
        }
        ring.advance(Duration.ofHours(28));

        try (ApplicationContext other = ApplicationContext.run(sameProperties());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.getBean(MovableClock.class).set(clock.instant());
            RefreshLane theirs = other.getBean(RefreshLane.class);
            List<Future<Optional<Instant>>> drains = new ArrayList<>();
            for (String number : List.of(WorkItem.FIRST_LANE, SECOND)) {
                drains.add(threads.submit(() -> lane.drain(tenant, number)));
                drains.add(threads.submit(() -> theirs.drain(tenant, number)));
            }
            for (Future<Optional<Instant>> drain : drains) {
                drain.get();
            }
            for (int i = 0; i < 5 && !areRefreshed(all); i++) {
                lane.drain(tenant);
                theirs.drain(tenant);
            }
        }
        assertThat(all)
                .allSatisfy(grantId -> assertThat(grant(grantId).generation()).isEqualTo(2));
        assertThat(ring.ring().requests(REFRESH).stream()
                        .filter(call -> app.atRing().id().equals(call.app())))
                .hasSize(all.size());
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    private Map<String, Object> sameProperties() {
        Map<String, Object> same = new HashMap<>();
        for (String name : getProperties().keySet()) {
            same.put(name, hub.getEnvironment().getProperty(name, String.class).orElseThrow());
        }
        return same;
    }

    private String newGrant(Onboarded of) {
        ring.install(of, ring.account());
        ring.advance(Duration.ofMillis(1));
        return grants.notYetClaimed(of.app(), 1).getFirst().grantId();
    }

    private boolean areRefreshed(List<String> grantIds) {
        return grantIds.stream().allMatch(grantId -> grant(grantId).generation() == 2);
    }

    private RingGrant grant(String grantId) {
        return grants.get(tenant, grantId);
    }

    private Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    private void forgetWakeUps() {
        transactions.executeWrite(status ->
                jdbc.prepareStatement("DELETE FROM scheduled_tasks WHERE task_instance LIKE ?", statement -> {
                    statement.setString(1, tenant.tenantId() + "/%");
                    return statement.executeUpdate();
                }));
    }

    private Map<String, Instant> planned() {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT task_name, task_instance, execution_time FROM scheduled_tasks WHERE task_instance LIKE ?",
                statement -> {
                    statement.setString(1, tenant.tenantId() + "/%");
                    Map<String, Instant> planned = new TreeMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            planned.put(
                                    rows.getString(1)
                                            + "/"
                                            + WorkItem.parse(rows.getString(2)).subject(),
                                    rows.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                        }
                    }
                    return planned;
                }));
    }
}
