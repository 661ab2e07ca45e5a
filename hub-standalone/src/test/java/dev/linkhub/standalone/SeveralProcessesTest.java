package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.simulator.RingSimulator;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.Fleet;
import dev.linkhub.standalone.testing.FrontDoor;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import dev.linkhub.standalone.testing.Shared;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two apis, two webs and workers that come, are killed and go, on one database, with a Ring that rotates strictly. */
@Tag("end-to-end")
class SeveralProcessesTest {

    private static final String REFRESH = "token.refresh_token";
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final int CALLS_AT_ONCE = 8;
    private static final int TENANTS = 3;
    private static final int HOUSEHOLDS_EACH = 2;
    private static final Map<String, String> SHORT = Map.of(
            "HUB_REFRESH_INTERVAL", "PT5S",
            "HUB_REFRESH_DEADLINE", "PT6S",
            "HUB_REFRESH_LEASE", "PT15S",
            "HUB_REFRESH_QUARANTINE", "PT2S");

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final RingSimulator simulator = RingSimulator.start(0);
    private final RingSimulatorClient ring = simulator.client();
    private final FrontDoor door = FrontDoor.open();
    private final List<Onboarded> tenants = new ArrayList<>();
    private Shared shared;
    private Fleet fleet;

    private record Onboarded(JsonApi api, String tenantId, AppDetails app) {}

    @BeforeEach
    void share() {
        shared = Shared.on(TestDatabase.fresh(), folder, door.url().toString());
        Map<String, String> settings = new HashMap<>(SHORT);
        settings.put("HUB_RING_OAUTH_URL", simulator.url().toString());
        settings.put("HUB_RING_API_URL", simulator.url().toString());
        fleet = new Fleet(shared, settings, door);
    }

    @AfterEach
    void stop() throws InterruptedException {
        ring.clearFaults();
        fleet.close();
        door.close();
        ring.close();
        simulator.close();
        http.close();
        threads.close();
    }

    @Test
    void overJoinsKillsAndStopsEachGrantIsRefreshedAndNoTokenIsSentTwice() throws Exception {
        HubProcess staying = fleet.startApi();
        HubProcess ending = fleet.startApi();
        fleet.startWeb();
        fleet.startWeb();
        for (int i = 0; i < TENANTS; i++) {
            tenants.add(onboardAndLink("tenant" + i));
        }
        assertThat(generations()).hasSize(TENANTS * HOUSEHOLDS_EACH);

        askBothApisForTheSameTokenAtOnce();
        stopWhileACallIsUnderWay(ending, staying);

        HubProcess first = fleet.startWorker();
        HubProcess second = fleet.startWorker();
        awaitWorkOf(Set.of(first, second));
        awaitMoreRefreshesOfEachGrant();

        HubProcess killed = killWhileRefreshing();
        List<String> lost = attemptsInDoubt();
        HubProcess survivor = killed == first ? second : first;
        HubProcess third = fleet.startWorker();
        awaitMoreRefreshesOfEachGrant();
        assertThat(lost)
                .as("one of them was the killed worker's: nobody ever heard what came of it")
                .anySatisfy(attempt -> assertThat(shared.ask("SELECT outcome FROM refresh_attempt WHERE " + attempt))
                        .isEmpty());
        awaitWorkOf(Set.of(survivor, third));

        stopWhileRefreshing(survivor);
        HubProcess fourth = fleet.startWorker();
        awaitWorkOf(Set.of(third, fourth));
        awaitMoreRefreshesOfEachGrant();

        assertThat(ring.counters())
                .containsEntry("spent_refresh_tokens_received", 0L)
                .containsEntry("codes_redeemed_twice", 0L);
        for (Onboarded tenant : tenants) {
            for (JsonNode link : tenant.api().get("/api/v1/links").path("items")) {
                assertThat(link.path("health").asText()).isEqualTo("HEALTHY");
            }
        }
    }

    /** No worker runs: only the lease tells one api of what the other is at. */
    private void askBothApisForTheSameTokenAtOnce() {
        Onboarded tenant = tenants.getFirst();
        String path = "/api/v1/links/" + firstLink(tenant) + "/access-token";
        int generation = tenant.api().post(path, Map.of()).path("generation").asInt();
        long before = ring.counter("faults_applied");
        ring.fault(NewFault.late(REFRESH, SLOW).always());

        List<CompletableFuture<JsonNode>> asked = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> tenant.api().post(path, Map.of("rejected_generation", generation)), threads))
                .limit(CALLS_AT_ONCE)
                .toList();

        assertThat(asked)
                .extracting(one -> one.join().path("generation").asInt())
                .containsOnly(generation + 1);
        assertThat(ring.counter("faults_applied")).as("sent once").isEqualTo(before + 1);
        ring.clearFaults();
    }

    /** No worker runs: the refresh that Ring takes its time for is this call's own. */
    private void stopWhileACallIsUnderWay(HubProcess api, HubProcess staying) throws Exception {
        Onboarded tenant = tenants.getFirst();
        String link = firstLink(tenant);
        long before = ring.counter("faults_applied");
        ring.fault(NewFault.late(REFRESH, Duration.ofSeconds(2)).times(1));
        door.removeApi(staying);
        CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(
                () -> tenant.api().tryPost("/api/v1/links/" + link + "/refresh"), threads);
        Await.untilTrue("the call is at Ring", () -> ring.counter("faults_applied") > before);

        door.addApi(staying);
        door.removeApi(api);
        assertThat(api.stop()).isEqualTo(143);

        assertThat(asked.get()).as("answered before the end").isEqualTo(200);
        assertThat(api.errors()).doesNotContain("While stopping");
    }

    /** Ring hangs over a refresh, and its worker dies before it can know what came of it. */
    private HubProcess killWhileRefreshing() throws Exception {
        Onboarded tenant = tenants.getFirst();
        long before = ring.counter("faults_applied");
        ring.fault(
                NewFault.of(REFRESH, FaultKind.HANG).forApp(tenant.app().id()).times(1));
        Await.untilTrue("a refresh hangs", () -> ring.counter("faults_applied") > before);
        HubProcess worker = fleet.refresherOf(tenant.tenantId()).orElseThrow();
        worker.kill();
        return worker;
    }

    private List<String> attemptsInDoubt() {
        return shared.ask("""
                SELECT CONCAT('grant_id = ''', grant_id, ''' AND attempt_id = ''', claim_id, '''')
                  FROM ring_grant WHERE tenant_id = '%s' AND in_doubt_since IS NOT NULL
                """.formatted(tenants.getFirst().tenantId()));
    }

    private void stopWhileRefreshing(HubProcess worker) throws Exception {
        ring.clearFaults();
        ring.fault(NewFault.late(REFRESH, SLOW).always());
        Await.untilTrue(
                "the worker refreshes",
                () -> tenants.stream()
                        .anyMatch(tenant -> fleet.refresherOf(tenant.tenantId())
                                .filter(worker::equals)
                                .isPresent()));

        assertThat(worker.stop()).isEqualTo(143);

        assertThat(fleet.busy()).as("nothing is left with it").doesNotContain(worker);
        assertThat(worker.errors()).doesNotContain("While stopping");
    }

    /** Ring takes its time, so that what is with whom can be seen. */
    private void awaitWorkOf(Set<HubProcess> workers) {
        ring.clearFaults();
        ring.fault(NewFault.late(REFRESH, SLOW).always());
        Set<HubProcess> seen = new HashSet<>();
        Await.untilTrue("each of the workers has work", () -> {
            seen.addAll(fleet.busy());
            return seen.containsAll(workers);
        });
        ring.clearFaults();
    }

    private void awaitMoreRefreshesOfEachGrant() {
        Map<String, Integer> before = generations();
        Await.untilTrue("each grant has been refreshed twice more", () -> {
            Map<String, Integer> now = generations();
            return before.entrySet().stream()
                    .allMatch(grant -> now.getOrDefault(grant.getKey(), 0) >= grant.getValue() + 2);
        });
    }

    private static String firstLink(Onboarded tenant) {
        return tenant.api()
                .get("/api/v1/links")
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    private Map<String, Integer> generations() {
        Map<String, Integer> all = new HashMap<>();
        shared.ask("SELECT CONCAT(grant_id, ' ', generation) FROM ring_grant WHERE state = 'CLAIMED'")
                .forEach(row -> all.put(row.split(" ", 2)[0], Integer.valueOf(row.split(" ", 2)[1])));
        return all;
    }

    private Onboarded onboardAndLink(String slug) {
        JsonApi api = NewTenant.onboard(new JsonApi(http, door.url(), Shared.OPERATOR_KEY), slug);
        AppDetails app = NewTenant.addApp(api, ring);
        assertThat(api.get("/api/v1/apps/doorman")
                        .path("urls")
                        .path("production")
                        .path("webhook")
                        .asText())
                .startsWith(door.url() + "/ring/")
                .endsWith("/webhook");
        for (int i = 0; i < HOUSEHOLDS_EACH; i++) {
            String account = ring.createAccount(NewAccount.of("Vera", "Miller", slug + i + "@ring.example"))
                    .id();
            InstallationDetails installed = ring.install(account, app.id(), RingEnvironment.PRODUCTION);
            NewTenant.linkHousehold(
                    ring.signIn(installed.id()).redirect().accountLinkUrl(), slug + i + "@ring.example");
        }
        String tenantId = shared.ask("SELECT tenant_id FROM tenant WHERE slug = '" + slug + "'")
                .getFirst();
        return new Onboarded(api, tenantId, app);
    }
}
