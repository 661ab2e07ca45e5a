package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkingFlowsTest extends LinkingJourney {

    private static final String NONCE = "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiY";

    @Inject
    FlowRows rows;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOi",
                "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiYY",
                "ej2PWHFU1eOARP18e/rrWUOPlcLwhZIG+tVOoObJOiY",
                "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiY=",
                "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOi\n",
                "<script>alert(document.cookie)</script>xxxx"
            })
    void aNonceThatIsNone43CharactersOfBase64urlIsMalformed(String nonce) {
        assertThat(start(ring.onboard(), nonce, millis(clock.instant()))).isEqualTo(new FlowStart.Malformed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "1771130906",
                "-1771130906289",
                "01771130906289",
                "1771130906289 ",
                "1771130906289.0",
                "99999999999999999999",
                "١٧٧١١٣٠٩٠٦٢٨٩"
            })
    void aTimeThatIsNotUnixMillisecondsIsMalformed(String time) {
        assertThat(start(ring.onboard(), NONCE, time)).isEqualTo(new FlowStart.Malformed());
    }

    @Test
    void nonceAndTimeAreBothNeeded() {
        Onboarded app = ring.onboard();
        assertThat(start(app, null, millis(clock.instant()))).isEqualTo(new FlowStart.Malformed());
        assertThat(start(app, NONCE, null)).isEqualTo(new FlowStart.Malformed());
    }

    @Test
    void aTimeOfUpTo600SecondsAgoIsTakenAndAnOlderOneHasExpired() {
        Onboarded app = ring.onboard();
        clock.set(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Instant now = clock.instant();
        assertThat(start(app, NONCE, millis(now.minusSeconds(600)))).isInstanceOf(FlowStart.Started.class);
        assertThat(start(app, NONCE, millis(now.minusMillis(600_001)))).isEqualTo(new FlowStart.Expired());
    }

    @Test
    void aTimeOfUpTo30SecondsAheadIsTakenAndOneFurtherAheadIsNot() {
        Onboarded app = ring.onboard();
        clock.set(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Instant now = clock.instant();
        assertThat(start(app, NONCE, millis(now.plusSeconds(30)))).isInstanceOf(FlowStart.Started.class);
        assertThat(start(app, NONCE, millis(now.plusMillis(30_001)))).isEqualTo(new FlowStart.AheadOfTime());
    }

    @Test
    void theFlowIsFoundByTheBrowserThatStartedItAndByNoOther() {
        Onboarded app = ring.onboard();
        Onboarded foreign = ring.onboard();
        FlowStart.Started mine = (FlowStart.Started) start(app, NONCE, millis(clock.instant()));
        FlowStart.Started others = (FlowStart.Started) start(app, NONCE, millis(clock.instant()));

        assertThat(flows.find(app.tenant().scope(), mine.flowId(), mine.browserSecret()))
                .isPresent();
        assertThat(flows.find(app.tenant().scope(), mine.flowId(), others.browserSecret()))
                .isEmpty();
        assertThat(flows.find(app.tenant().scope(), mine.flowId(), "")).isEmpty();
        assertThat(flows.find(foreign.tenant().scope(), mine.flowId(), mine.browserSecret()))
                .as("another tenant's page")
                .isEmpty();
    }

    @Test
    void neitherNonceNorBrowserSecretIsStoredOrPrinted() {
        Onboarded app = ring.onboard();
        FlowStart.Started mine = (FlowStart.Started) start(app, NONCE, millis(clock.instant()));
        LinkingFlow flow = started(app, mine);

        assertThat(mine.toString()).doesNotContain(mine.browserSecret());
        assertThat(flow.toString()).doesNotContain(NONCE).doesNotContain(mine.browserSecret());
        assertThat(new String(flow.nonceSealed(), StandardCharsets.ISO_8859_1)).doesNotContain(NONCE);
        assertThat(flows.nonce(flow)).isEqualTo(Secret.of(NONCE));
    }

    @Test
    void aLaterArrivalStartsAnotherFlowAndDoesNotChangeThisOne() {
        Onboarded app = ring.onboard();
        String time = millis(clock.instant());
        LinkingFlow first = started(app, start(app, NONCE, time));
        LinkingFlow second = started(app, start(app, "0buJda266qBsXOh_9vwTsJOeCMl_ZzKsOFSz0g8x2p4", time));

        assertThat(second.flowId()).isNotEqualTo(first.flowId());
        LinkingFlow again = rows.find(app.tenant().tenantId(), first.flowId()).orElseThrow();
        assertThat(again.nonceSha256()).isEqualTo(first.nonceSha256());
        assertThat(again.browserSha256()).isEqualTo(first.browserSha256());
        assertThat(again.state()).isEqualTo(FlowState.OPEN);
    }

    @Test
    void the21stOpenFlowFromAnAddressIsTooMany() {
        Onboarded app = ring.onboard();
        LinkingFlow first = started(app, start(app, NONCE, millis(clock.instant())));
        for (int i = 1; i < 20; i++) {
            started(app, start(app, NONCE, millis(clock.instant())));
        }
        assertThat(start(app, NONCE, millis(clock.instant()))).isEqualTo(new FlowStart.TooManyOpen());
        assertThat(flows.start(app.app(), Environment.PRODUCTION, NONCE, millis(clock.instant()), "2001:db8::1"))
                .as("another address")
                .isInstanceOf(FlowStart.Started.class);
        Onboarded elsewhere = ring.onboard();
        assertThat(start(elsewhere, NONCE, millis(clock.instant())))
                .as("one tenant's crowd does not shut another's door")
                .isInstanceOf(FlowStart.Started.class);

        flows.decline(first);
        assertThat(start(app, NONCE, millis(clock.instant())))
                .as("a declined flow is not open")
                .isInstanceOf(FlowStart.Started.class);
        ring.advance(Duration.ofMinutes(10));
        assertThat(start(app, NONCE, millis(clock.instant())))
                .as("nor is one whose time is over")
                .isInstanceOf(FlowStart.Started.class);
    }

    @Test
    void sweepingForgetsFlowsADayAfterTheirEndAndConsumedNoncesAfter20Minutes() {
        Onboarded app = ring.onboard();
        String tenantId = app.tenant().tenantId();
        LinkingFlow flow = started(app, start(app, NONCE, millis(clock.instant())));
        rows.consume(tenantId, app.app().appId(), flow.nonceSha256(), flow.flowId(), clock.instant());

        ring.advance(Duration.ofMinutes(19));
        flows.sweep(app.tenant().scope());
        assertThat(rows.consumed(tenantId, app.app().appId(), flow.nonceSha256()))
                .as("outlives every nonce that Ring would still take")
                .isEqualTo(1);

        ring.advance(Duration.ofMinutes(2));
        flows.sweep(app.tenant().scope());
        assertThat(rows.consumed(tenantId, app.app().appId(), flow.nonceSha256()))
                .isZero();
        assertThat(rows.find(tenantId, flow.flowId())).isPresent();

        ring.advance(Duration.ofDays(1));
        flows.sweep(app.tenant().scope());
        assertThat(rows.find(tenantId, flow.flowId())).isEmpty();
    }

    private FlowStart start(Onboarded app, @Nullable String nonce, @Nullable String time) {
        return flows.start(app.app(), Environment.PRODUCTION, nonce, time, "192.0.2.7");
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
