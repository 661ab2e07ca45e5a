package dev.linkhub.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.fleet.HeldLane;
import dev.linkhub.fleet.OpenBreaker;
import dev.linkhub.fleet.Processes;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refresh.Backlogs;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class OpsWorkersTest extends JourneyTest {

    private static final String KEY = "operator-key-of-this-test";

    @Inject
    EmbeddedServer server;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private TestBrowser browser;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.operator-key", KEY);
        return properties;
    }

    @BeforeEach
    void operator() {
        execute("DELETE FROM hub_process");
        execute("DELETE FROM scheduled_tasks");
        ring.advance(Duration.ofMinutes(1));
        browser = new TestBrowser(server.getURI());
        browser.submit(browser.get("/ops/sign-in"), "/ops/sign-in", Map.of("key", KEY));
    }

    @Test
    void withoutAnythingThePageSaysSo() {
        Page page = browser.get("/ops/workers");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("No process has been heard within ten minutes")
                .contains("There are no lanes");
    }

    @Test
    void processesAreShownWithWhatTheyDoAndForHowLongTheyAreSilent() {
        Onboarded app = ring.onboard();
        Processes processes = hub.createBean(Processes.class);
        processes.beat(
                7, List.of(new HeldLane(app.tenant().tenantId(), "1", clock.instant())), List.of(open(app.app())));
        String row = row("Processes", "heard");
        assertThat(row).contains("7").contains(app.tenant().slug() + "#1");

        ring.advance(Duration.ofMinutes(2));
        assertThat(row("Processes", "silent")).contains("2 min 0 s ago");
    }

    @Test
    void theBreakersOfASilentProcessAreNotShown() {
        Onboarded app = ring.onboard();
        hub.createBean(Processes.class).beat(0, List.of(), List.of(open(app.app())));
        assertThat(openBreakers()).isEqualTo("1");
        assertThat(browser.get(path(app)).body()).contains("OPEN");

        ring.advance(Duration.ofSeconds(30));
        assertThat(openBreakers()).isEqualTo("–");
        assertThat(browser.get(path(app)).body())
                .contains("No process that refreshes is heard now.")
                .doesNotContain("OPEN");
    }

    @Test
    void aLaneIsShownWithItsHolderAndSinceWhenItHoldsIt() {
        Onboarded app = ring.onboard();
        execute("DELETE FROM scheduled_tasks");
        String tenant = app.tenant().tenantId();
        Processes processes = hub.createBean(Processes.class);
        processes.beat(0, List.of(new HeldLane(tenant, "0", clock.instant())), List.of());
        String holder = processes.living(1).getFirst().name();
        lane(tenant + "/0", holder, "NULL", 0);
        lane(tenant + "/1", null, "UTC_TIMESTAMP(6)", 3);

        assertThat(row("Lanes", "runs")).contains(holder).contains(Rows.time(clock.instant()));
        assertThat(row("Lanes", "in 5 min")).contains(app.tenant().slug()).contains("3");
    }

    @Test
    void whatWaitsIsShownByTenantAndWhatIsLeftOutIsSaid() {
        for (int i = 0; i < WorkerTables.MOST_TENANTS + 2; i++) {
            ring.install(ring.onboard(), ring.account());
        }
        execute("UPDATE ring_grant SET due_at = UTC_TIMESTAMP(6) - INTERVAL 61 SECOND");
        hub.getBean(Backlogs.class).look();
        Page page = browser.get("/ops/workers");
        assertThat(page.document().select("[aria-label='What waits'] tbody tr")).hasSize(WorkerTables.MOST_TENANTS);
        assertThat(page.body()).contains("And 2 more tenants, which lag less.");
        assertThat(row("What waits", "tenant-")).contains("1 min 1 s");
        execute("UPDATE ring_grant SET due_at = NULL");
        hub.getBean(Backlogs.class).look();
        assertThat(browser.get("/ops/workers").body()).contains("Nothing is due, and nothing is in doubt.");
    }

    @Test
    void whatAProcessCallsItselfIsNoMarkup() {
        execute("""
                INSERT INTO hub_process (process_id, name, kind, version, started_at, heard_at, in_flight, lanes, open_breakers)
                VALUES ('prc_1', '<script>alert(1)</script>', 'worker', '<b>1</b>', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 0,
                        '[{"tenantId":"<i>","lane":"<i>","since":"2026-01-01T00:00:00Z"}]', '[]')
                """);
        Page page = browser.get("/ops/workers");
        assertThat(page.document().select("script, b, i")).isEmpty();
        assertThat(row("Processes", "worker"))
                .contains("<script>alert(1)</script>")
                .contains("<i>#<i>");
    }

    @Test
    void anAppsPageShowsRatePauseBreakersAndWhatWaits() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        execute("UPDATE ring_grant SET due_at = UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE WHERE app_id = '"
                + app.app().appId() + "'");
        Onboarded other = ring.onboard();
        hub.createBean(Processes.class).beat(0, List.of(), List.of(open(app.app())));
        hub.getBean(RingTraffic.class).rateLimited(app.app(), Duration.ofMinutes(3));

        String path = path(app);
        String facts = browser.get(path).document().select("dl").text();
        assertThat(facts)
                .contains("Rate towards Ring 10000 requests a second")
                .contains(Rows.time(clock.instant().plus(Duration.ofMinutes(3))))
                .contains("Due now 1")
                .contains("has been due for 2 min 0 s");
        assertThat(browser.get(path)
                        .document()
                        .select("[aria-label='Breaker by process'] tbody")
                        .text())
                .contains("OPEN");
        assertThat(browser.get(path(other))
                        .document()
                        .select("[aria-label='Breaker by process'] tbody")
                        .text())
                .contains("CLOSED");
        assertThat(browser.get(path(other)).document().select("dl").text())
                .contains("it does not")
                .contains("Due now 0");

        browser.submit(browser.get(path), path + "/freeze", Map.of());
        Page frozen = browser.get(path);
        assertThat(frozen.body()).contains("An operator has frozen it.");
        assertThat(frozen.document().select("dl").text())
                .contains("Paused since (UTC) " + Rows.time(clock.instant()))
                .contains("Due now 1");
    }

    @Test
    void aForgedFormResumesNothing() {
        Onboarded app = ring.onboard();
        String path = path(app);
        browser.submit(browser.get(path), path + "/freeze", Map.of());
        assertThat(browser.post(path + "/resume", Map.of()).status()).isEqualTo(403);
        assertThat(browser.get(path).body()).contains("An operator has frozen it.");
        TestBrowser stranger = new TestBrowser(server.getURI());
        assertThat(stranger.post(path + "/resume", Map.of()).location()).isEqualTo("/ops/sign-in");
        assertThat(browser.get(path).body()).contains("An operator has frozen it.");
    }

    private String openBreakers() {
        return browser.get("/ops/workers")
                .document()
                .select("[aria-label='Processes'] tbody td:nth-child(6)")
                .text();
    }

    private static OpenBreaker open(PartnerApp app) {
        return new OpenBreaker(app.tenantId(), app.appId(), "OPEN");
    }

    private static String path(Onboarded app) {
        return "/ops/tenants/" + app.tenant().slug() + "/apps/" + app.app().slug();
    }

    private String row(String table, String with) {
        return browser.get("/ops/workers")
                .document()
                .select("[aria-label='" + table + "'] tbody tr:contains(" + with + ")")
                .text();
    }

    private void lane(String instance, @Nullable String holder, String lastFailure, int failures) {
        execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,
                       last_failure, consecutive_failures, version)
                VALUES ('refresh', '%s', UTC_TIMESTAMP(6) + INTERVAL %d MINUTE, %s, %s, %s, %s, %d, 1)
                """.formatted(
                        instance,
                        holder == null ? 5 : 0,
                        holder != null,
                        holder == null ? "NULL" : "'" + holder + "'",
                        holder == null ? "NULL" : "UTC_TIMESTAMP(6)",
                        lastFailure,
                        failures));
    }

    private void execute(String sql) {
        transactions.executeWrite(status -> jdbc.execute(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        }));
    }
}
