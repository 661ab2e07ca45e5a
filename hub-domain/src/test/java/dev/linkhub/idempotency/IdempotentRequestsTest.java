package dev.linkhub.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.idempotency.Repetition.AnswerForgotten;
import dev.linkhub.idempotency.Repetition.Answered;
import dev.linkhub.idempotency.Repetition.First;
import dev.linkhub.idempotency.Repetition.StillRunning;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Vault;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class IdempotentRequestsTest implements HubTest {

    private static final byte[] ANSWER = "{\"key\":\"shown-once\"}".getBytes(UTF_8);

    @Inject
    WakeUps wakeUps;

    @Inject
    IdempotentRequests requests;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    @Inject
    Vault vault;

    @Inject
    @Property(name = "hub.db.url")
    String url;

    @Inject
    @Property(name = "hub.db.user")
    String user;

    @Inject
    @Property(name = "hub.db.password")
    String password;

    private TenantScope tenant;

    @BeforeAll
    void tenant() {
        tenant = tenants.create("acme", "Acme", "operator").scope();
    }

    @Test
    void ofManyAtOnceExactlyOneIsTheFirst() throws Exception {
        RepeatableRequest request = request("many");
        Callable<Repetition> start = () -> requests.start(request);
        List<Repetition> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Repetition> one : threads.invokeAll(List.of(start, start, start, start, start, start))) {
                all.add(one.get());
            }
        }

        assertThat(all).filteredOn(First.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(StillRunning.class::isInstance).hasSize(5);
    }

    /** Its key was taken when it tried to take it, and is free when it looks who has it. */
    @Test
    void aKeyThatIsJustGivenBackCountsAsStillInUse() {
        IdempotentRows betweenTwoLooks = (IdempotentRows) Proxy.newProxyInstance(
                IdempotentRows.class.getClassLoader(),
                new Class<?>[] {IdempotentRows.class},
                (rows, method, values) -> method.getName().equals("find") ? Optional.empty() : 0);

        assertThat(new IdempotentRequests(betweenTwoLooks, vault, wakeUps, clock).start(request("given-back")))
                .isInstanceOf(StillRunning.class);
    }

    @Test
    void aCallerThatWasTakenForDeadKeepsAndReleasesNothing() {
        RepeatableRequest request = request("dead");
        First slow = first(request);
        clock.advance(IdempotentRequests.LONGEST_RUN.plusSeconds(1));
        First second = first(request);

        requests.finish(slow, 201, "late".getBytes(UTF_8), false);
        requests.release(slow);
        assertThat(requests.start(request)).isInstanceOf(StillRunning.class);

        requests.finish(second, 201, ANSWER, false);
        assertThat(requests.start(request))
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.body()).isEqualTo(ANSWER));
    }

    @Test
    void answersAreStoredSealedAndOperatorsAnswersToo() throws SQLException {
        for (TenantScope scope : List.of(tenant, TenantScope.HUB)) {
            RepeatableRequest request =
                    RepeatableRequest.of(scope, "caller", "/path", "sealed", "body".getBytes(UTF_8));
            requests.finish(first(request), 201, ANSWER, true);
            assertThat(requests.start(request)).isInstanceOf(Answered.class);
        }

        assertThat(storedAnswers())
                .isNotEmpty()
                .allSatisfy(stored -> assertThat(new String(stored, UTF_8)).doesNotContain("shown-once"));
    }

    @Test
    void aSecretAnswerIsWipedByTheTimerAndItsKeyStaysTaken() throws SQLException {
        TenantScope other = tenants.create("wiped", "Wiped", "operator").scope();
        RepeatableRequest request = RepeatableRequest.of(other, "caller", "/path", "k", "body".getBytes(UTF_8));
        requests.finish(first(request), 201, ANSWER, true);
        int before = storedAnswers().size();

        clock.advance(IdempotentRequests.SECRET_KEPT);
        requests.sweep(other);

        assertThat(storedAnswers()).hasSize(before - 1);
        assertThat(requests.start(request)).isInstanceOf(AnswerForgotten.class);
        clock.advance(
                IdempotentRequests.KEPT.minus(IdempotentRequests.SECRET_KEPT).plus(Duration.ofMillis(1)));
        assertThat(requests.start(request)).isInstanceOf(First.class);
    }

    private First first(RepeatableRequest request) {
        return (First) requests.start(request);
    }

    private RepeatableRequest request(String key) {
        return RepeatableRequest.of(tenant, "caller", "/path", key, "body".getBytes(UTF_8));
    }

    private List<byte[]> storedAnswers() throws SQLException {
        List<byte[]> stored = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT answer_sealed FROM idempotent_request WHERE answer_sealed IS NOT NULL")) {
            while (rows.next()) {
                stored.add(rows.getBytes(1));
            }
        }
        return stored;
    }
}
