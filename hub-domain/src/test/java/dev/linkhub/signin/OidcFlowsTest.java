package dev.linkhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class OidcFlowsTest implements HubTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private static int count;

    @Inject
    OidcFlows flows;

    @Inject
    OidcFlowRows rows;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TenantScope tenant;

    @BeforeEach
    void aTenant() {
        count++;
        tenant = tenants.create("flows-" + count, "Flows", "operator").scope();
    }

    @Test
    void whoComesAfterVeryManyBeginsAllTheSameAndTheOldestIsOver() {
        OidcFlows.Begun elsewhere = begin(ELSEWHERE);
        OidcFlows.Begun first = begin(HERE);
        clock.advance(Duration.ofSeconds(1));
        OidcFlows.Begun second = begin(HERE);
        clock.advance(Duration.ofSeconds(1));
        IntStream.range(0, OidcFlows.MOST_PER_SOURCE - 2).forEach(i -> begin(HERE));
        assertThat(open(HERE)).isEqualTo(OidcFlows.MOST_PER_SOURCE);

        OidcFlows.Begun last = begin(HERE);
        assertThat(open(HERE)).isEqualTo(OidcFlows.MOST_PER_SOURCE);
        assertThat(end(first)).as("the oldest").isFalse();
        assertThat(end(second)).isTrue();
        assertThat(end(last)).isTrue();
        assertThat(end(elsewhere)).isTrue();
    }

    @Test
    void manyAtOnceLeaveNoMoreThanTheyMay() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> begun = new ArrayList<>();
            for (int i = 0; i < OidcFlows.MOST_PER_SOURCE + 100; i++) {
                begun.add(threads.submit(() -> begin(HERE)));
            }
            for (Future<?> each : begun) {
                each.get();
            }
        }
        assertThat(open(HERE)).isEqualTo(OidcFlows.MOST_PER_SOURCE);
    }

    private OidcFlows.Begun begin(String source) {
        return flows.begin(tenant, 1, null, source);
    }

    private boolean end(OidcFlows.Begun flow) {
        return flows.end(tenant, flow.state(), flow.browserSecret()).isPresent();
    }

    private int open(String source) {
        return rows.beyond(tenant.tenantId(), source, 0, 10_000).size();
    }
}
