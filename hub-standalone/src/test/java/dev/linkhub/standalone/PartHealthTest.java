package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.Shared;
import dev.linkhub.testing.DatabaseProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a part says of itself on its management port while the database comes and goes. */
@Tag("end-to-end")
class PartHealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api", "web", "worker"})
    void withoutADatabaseItIsAliveAndNotReadyUntilItIsBack(String part) throws Exception {
        DatabaseAddress database = TestDatabase.fresh();
        Shared shared = Shared.on(database, folder, "http://localhost:8090");
        try (DatabaseProxy proxy = new DatabaseProxy(database.url());
                HubProcess process = HubProcess.startPart(part, shared.with(Map.of("HUB_DB_URL", proxy.url())))) {
            process.awaitReady();

            proxy.cut();
            awaitReadiness(process, 503);
            assertThat(HubProcess.status(process.health("liveness"))).isEqualTo(200);

            proxy.mend();
            awaitReadiness(process, 200);
            assertThat(HubProcess.status(process.health("liveness"))).isEqualTo(200);
            assertThat(saidOfTheDatabase(process))
                    .as("a line when it went and one when it came, and none for each probe")
                    .satisfiesExactly(
                            went -> assertThat(went).contains("The database does not answer: "),
                            came -> assertThat(came).contains("The database answers again"));
        }
    }

    @Test
    void healthIsOnTheManagementPortAloneAndAWorkerHasNoOther() throws Exception {
        Shared shared = Shared.on(TestDatabase.fresh(), folder, "http://localhost:8090");
        try (HubProcess api = HubProcess.startPart("api", shared.with(Map.of()));
                HubProcess web = HubProcess.startPart("web", shared.with(Map.of()));
                HubProcess worker = HubProcess.startPart("worker", shared.with(Map.of()))) {
            for (HubProcess process : new HubProcess[] {api, web, worker}) {
                URI metrics = process.awaitReady().health("").resolve("/prometheus");
                assertThat(HubProcess.status(metrics)).isEqualTo(200);
            }
            for (HubProcess process : new HubProcess[] {api, web}) {
                assertThat(HubProcess.status(process.url().resolve("/health/readiness")))
                        .isIn(401, 404);
                assertThat(HubProcess.status(process.url().resolve("/prometheus")))
                        .isIn(401, 404);
            }
            assertThat(HubProcess.status(api.url().resolve("/api/v1/openapi.yaml")))
                    .isEqualTo(200);
            assertThat(HubProcess.status(api.url().resolve("/ops/sign-in"))).isIn(401, 404);
            assertThat(HubProcess.status(web.url().resolve("/ops/sign-in"))).isEqualTo(200);
            assertThat(HubProcess.status(web.url().resolve("/api/v1/openapi.yaml")))
                    .isEqualTo(404);
            assertThat(HubProcess.status(worker.url().resolve("/")))
                    .as("nobody there")
                    .isZero();
        }
    }

    private static List<String> saidOfTheDatabase(HubProcess process) {
        return process.errors()
                .lines()
                .filter(line -> line.contains("DatabaseReadiness - ") || line.contains("HealthResult - "))
                .toList();
    }

    private static void awaitReadiness(HubProcess process, int status) {
        Await.untilTrue("readiness answers " + status, () -> HubProcess.status(process.health("readiness")) == status);
    }
}
