package dev.linkhub.api.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/operations.md} says of the metrics, against what a process shows. */
@MicronautTest(transactional = false)
class MetricsTableTest extends JourneyTest {

    private static final Pattern ROW = Pattern.compile("\\| `(hub_[a-z_]+)` \\| (\\w+) \\| (\\w+) \\| ([^|]*)\\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (hub_[a-z_]+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(hub_[a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.part", "api");
        properties.put("hub.db.connections", "5");
        properties.put("endpoints.prometheus.enabled", "true");
        properties.put("endpoints.prometheus.sensitive", "false");
        properties.put("micronaut.metrics.enabled", "true");
        properties.put("micronaut.metrics.export.prometheus.enabled", "true");
        return properties;
    }

    @Test
    void theTableHasWhatIsShownAndWhatIsShownIsInTheTable() throws Exception {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        String grantId =
                hub.getBean(Grants.class).notYetClaimed(app.app(), 1).getFirst().grantId();
        String name = app.tenant().slug() + "/" + app.app().slug();
        ring.advance(Duration.ofHours(4));
        hub.getBean(FreshTokens.class).ensure(app.app(), grantId, Duration.ofMinutes(5), null);
        hub.getBean(PartnerApps.class).sandboxOf(app.app(), Actor.OPERATOR);
        String refreshed = "hub_refresh_attempts_total{app=\"" + name + "\",outcome=\"refreshed\"} 1.0";
        await(() -> scrape().contains(refreshed) && scrape().contains("hub_refresh_due_grants{app=\"" + name));

        String shown = scrape();
        assertThat(described()).isEqualTo(shownBy(shown));
        assertThat(shown)
                .as("what has not happened yet is there")
                .contains("hub_refresh_unhealthy_grants_total{app=\"" + name + "\",reason=\"rotation_lost\"} 0.0")
                .contains("hub_refresh_lag_seconds{app=\"other\"} 0.0")
                .contains("hub_refresh_claims_total 1.0")
                .contains("hub_refresh_claimed_grants_total 1.0")
                .contains("hub_refresh_written_outcomes_total 1.0");
        assertThat(shown.lines().filter(line -> line.startsWith("hub_")))
                .as("nothing secret, no household, no account")
                .noneMatch(line -> line.contains(grantId)
                        || line.contains(app.tenant().tenantId())
                        || line.contains(app.app().appId()));
    }

    /** Type and labels by metric, as the table says. */
    private static Map<String, List<String>> described() throws IOException {
        Map<String, List<String>> described = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(3)).isIn("process", "database");
                Set<String> labels = Arrays.stream(row.group(4).split(","))
                        .map(label -> label.replace("`", "").strip())
                        .filter(label -> !label.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
                described.put(row.group(1), List.of(row.group(2), labels.toString()));
            }
        }
        return described;
    }

    private static Map<String, List<String>> shownBy(String scrape) {
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(scrape).results().forEach(type -> types.put(type.group(1), type.group(2)));
        Map<String, List<String>> shown = new TreeMap<>();
        for (String line : scrape.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Set<String> labels = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
                shown.put(sample.group(1), List.of(String.valueOf(types.get(sample.group(1))), labels.toString()));
            }
        }
        return shown;
    }

    private String scrape() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = server.getURI().resolve("/prometheus");
            var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited for long enough").isNegative();
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
