package dev.linkhub.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.mail.WaitingMails;
import dev.linkhub.measure.AppNames;
import dev.linkhub.refresh.Backlogs;
import dev.linkhub.refresh.RefreshLane;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.spool.Orphans;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HeartbeatTest extends JourneyTest {

    private static final int CALLS_JUDGED = 20;

    @Inject
    Processes processes;

    @Inject
    RingTraffic traffic;

    @Test
    void aBeatTellsOfTheAppsWhoseRingIsSilent() {
        Onboarded silent = ring.onboard();
        Onboarded answering = ring.onboard();
        traffic.answered(answering.app());
        for (int i = 0; i < CALLS_JUDGED; i++) {
            traffic.silent(silent.app());
        }
        Heartbeat heartbeat = new Heartbeat(
                processes,
                hub.getBean(RefreshLane.class),
                traffic,
                hub.getBean(Backlogs.class),
                hub.getBean(WaitingMails.class),
                hub.getBean(AppNames.class));

        heartbeat.beat();
        heartbeat.close();
        assertThat(named(""))
                .singleElement()
                .satisfies(self -> assertThat(self.openBreakers())
                        .containsExactly(new OpenBreaker(
                                silent.tenant().tenantId(), silent.app().appId(), "OPEN")));
    }

    @Test
    void aPartIsHeardFromItsStartToItsEnd() throws Exception {
        Map<String, Object> properties = new HashMap<>();
        for (String name : getProperties().keySet()) {
            properties.put(name, hub.getProperty(name, String.class).orElseThrow());
        }
        properties.put("hub.part", "worker");
        try (ApplicationContext part = ApplicationContext.run(properties)) {
            assertThat(part.isRunning()).isTrue();
            Orphans.until("it is heard", () -> !named("worker").isEmpty());
        }
        assertThat(named("worker")).as("it has said goodbye").isEmpty();
    }

    private List<LivingProcess> named(String kind) {
        return processes.living(10).stream()
                .filter(one -> one.kind().equals(kind))
                .toList();
    }
}
