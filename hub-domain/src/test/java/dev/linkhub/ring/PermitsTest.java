package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each call to Ring counts, whichever of its hosts it goes to. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class PermitsTest extends JourneyTest {

    private static final Secret TOKEN = Secret.of("a token that Ring does not know");

    @Inject
    RingApi api;

    @Inject
    RingTraffic traffic;

    private Onboarded onboarded;
    private PartnerApp app;

    @BeforeEach
    void anApp() {
        onboarded = ring.onboard();
        app = onboarded.app();
    }

    @Test
    void aCodeAndTheQuestionWhoseItIsTakeOneEach() {
        ring.install(onboarded, ring.account());
        assertThat(permits()).isEqualTo(2);
    }

    @Test
    void confirmingAndCompletingALinkTakeOneEach() {
        assertThat(api.confirm(app, TOKEN, TOKEN, "j•••")).isInstanceOf(IntegrationAnswer.TokenRejected.class);
        assertThat(permits()).isEqualTo(1);
        assertThat(api.complete(app, TOKEN, "j•••")).isInstanceOf(IntegrationAnswer.TokenRejected.class);
        assertThat(permits()).isEqualTo(2);
    }

    @Test
    void whileRingWantsToBeLeftAloneItsApiIsNotCalledEither() {
        traffic.rateLimited(app, Duration.ofMinutes(3));
        int before = ring.ring().requests("users_me").size()
                + ring.ring().requests("app_integrations.post").size()
                + ring.ring().requests("app_integrations.patch").size();

        assertThat(api.profile(app, TOKEN)).isEqualTo(new ProfileAnswer.RateLimited(Duration.ofMinutes(3)));
        assertThat(api.confirm(app, TOKEN, TOKEN, "j•••"))
                .isEqualTo(new IntegrationAnswer.RateLimited(Duration.ofMinutes(3)));
        assertThat(api.complete(app, TOKEN, "j•••"))
                .isEqualTo(new IntegrationAnswer.RateLimited(Duration.ofMinutes(3)));
        assertThat(ring.ring().requests("users_me").size()
                        + ring.ring().requests("app_integrations.post").size()
                        + ring.ring().requests("app_integrations.patch").size())
                .isEqualTo(before);
    }

    @Test
    void aCodeGoesToRingEvenThen() {
        traffic.rateLimited(app, Duration.ofMinutes(3));
        int before = ring.ring().requests("token.authorization_code").size();
        ring.install(onboarded, ring.account());
        assertThat(ring.ring().requests("token.authorization_code")).hasSize(before + 1);
    }

    @Test
    void a429OfTheApiBindsTheWholeApp() {
        ring.ring()
                .fault(NewFault.answering("users_me", 429)
                        .withHeaders(Map.of("Retry-After", "90"))
                        .times(1));
        assertThat(api.profile(app, TOKEN)).isEqualTo(new ProfileAnswer.RateLimited(Duration.ofSeconds(90)));
        assertThat(traffic.agreed(app).rest()).isEqualTo(Duration.ofSeconds(90));
        assertThat(traffic.takeForBackground(app, 1)).isZero();
    }

    @Test
    void a429ForACodeBindsTheWholeAppToo() {
        ring.ring()
                .fault(NewFault.answering("token.authorization_code", 429)
                        .withHeaders(Map.of("Retry-After", "90"))
                        .times(1));
        ring.install(onboarded, ring.account());
        assertThat(traffic.agreed(app).rest()).isEqualTo(Duration.ofSeconds(90));
    }

    private long permits() {
        return traffic.seen().stream()
                .filter(seen -> seen.appId().equals(app.appId()))
                .mapToLong(AppTraffic::permits)
                .sum();
    }
}
