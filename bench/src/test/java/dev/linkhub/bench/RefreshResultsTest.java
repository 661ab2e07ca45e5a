package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.bench.RefreshResults.Aim;
import dev.linkhub.bench.figures.ResultFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshResultsTest {

    private static final RefreshResults RESULTS = new RefreshResults(
            Map.of(
                    Contestant.LIMIT, Map.of(0, List.of(figures(2_000, 0.2)), 200, List.of(figures(1_000, 0.2))),
                    Contestant.HUB_1,
                            Map.of(
                                    0, List.of(figures(900, 0.4), figures(1_200, 0.3), figures(1_000, 0.35)),
                                    200, List.of(figures(950, 0.3))),
                    Contestant.QUARTZ, Map.of(0, List.of(figures(200, 1.7))),
                    Contestant.JOBRUNR, Map.of(0, List.of(figures(500, 1.2))),
                    Contestant.LOOP, Map.of(200, List.of(figures(5, 1)))),
            2_500);

    @Test
    void judgesByMediansAndByTheBestScheduler() {
        assertThat(RESULTS.aims()).hasSize(4);
        assertThat(RESULTS.aims().get(0)).satisfies(ofLimit -> {
            assertThat(ofLimit.value()).isEqualTo(0.5);
            assertThat(ofLimit.isReached()).isFalse();
        });
        assertThat(RESULTS.aims().get(1)).satisfies(cpu -> {
            assertThat(cpu.value()).isCloseTo(0.15, org.assertj.core.api.Assertions.within(1e-9));
            assertThat(cpu.isReached()).isTrue();
        });
        assertThat(RESULTS.aims().get(2).value()).isEqualTo(0.95);
        assertThat(RESULTS.aims().get(3).value()).isEqualTo(190);
        assertThat(RESULTS.aims().get(3).isReached()).isTrue();
    }

    @Test
    void asksNothingOfTheHubWhereNobodyIsThereToCompareItWith() {
        RefreshResults alone =
                new RefreshResults(Map.of(Contestant.HUB_1, Map.of(0, List.of(figures(900, 0.4)))), 2_500);

        assertThat(alone.aims()).isEmpty();
    }

    @Test
    void anAimMayBeABoundToBothSides() {
        assertThat(new Aim("a", 2, 2, true).isReached()).isTrue();
        assertThat(new Aim("a", 1.9, 2, true).isReached()).isFalse();
        assertThat(new Aim("a", 2, 2, false).isReached()).isTrue();
        assertThat(new Aim("a", 2.1, 2, false).toString()).contains("MISSED");
    }

    @Test
    void theFileHasAnObjectForEachContestantAndLatency(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("made").resolve("refresh.json");

        ResultFile.write(file, RESULTS.asJson());

        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(Files.readString(file));
        assertThat(json.path("hub_1").path("0").path("grants_per_second").asDouble())
                .isEqualTo(1_000);
        assertThat(json.path("hub_1").path("0").path("cpu_ms_per_grant").asDouble())
                .isEqualTo(0.35);
        assertThat(json.path("limit").path("200").path("statements_per_grant").isNumber())
                .isTrue();
        assertThat(json.path("limit").path("200").path("peak_rss_mib").isNumber())
                .isTrue();
        assertThat(json.path("aims").path(0).path("reached").asBoolean()).isFalse();
    }

    private static Figures figures(double perSecond, double cpuMs) {
        return new Figures(perSecond, cpuMs, 2, 200, 0.1, 0.1);
    }
}
