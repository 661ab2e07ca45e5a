package dev.linkhub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of accounts that no household has claimed. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class WaitingEventsTest extends LinkingJourney {

    @Inject
    StoredEvents events;

    @Inject
    RingWebhooks webhooks;

    @Inject
    EventRows rows;

    private Onboarded app;
    private String account;
    private InstallationDetails installation;

    @BeforeEach
    void anInstallation() {
        app = ring.onboard();
        account = ring.account();
        installation = ring.install(app, account);
    }

    @Test
    void areShownOnTheLinkOnceItIsClaimed() {
        store("before", app.production());
        assertThat(find("before").linkId()).isNull();

        String linkId = claim(app, installation, household(app, "ada"));
        store("after", app.production());

        assertThat(webhooks.ofLink(app.tenant().scope(), linkId, 100))
                .extracting(RingEvent::requestId)
                .contains("before", "after");
        assertThat(webhooks.ofLink(ring.onboard().tenant().scope(), linkId, 100))
                .as("to its own tenant")
                .isEmpty();
    }

    @Test
    void newestFirstAndNoMoreThanAskedFor() {
        String linkId = claim(app, installation, household(app, "ada"));
        for (String requestId : List.of("one", "two", "three")) {
            ring.advance(Duration.ofSeconds(1));
            store(requestId, app.production());
        }

        assertThat(webhooks.ofLink(app.tenant().scope(), linkId, 2))
                .extracting(RingEvent::requestId)
                .containsExactly("three", "two");
    }

    @Test
    void ofTheOtherEnvironmentOrAnotherAccountStayWhereTheyAre() {
        store("staging", new AppEndpoint(app.app(), Environment.STAGING));
        byte[] another = SignedBody.event("another", ring.account(), "motion_detected", clock.instant());
        events.store(app.production(), EventBody.read(another).orElseThrow(), another);

        claim(app, installation, household(app, "ada"));
        assertThat(find("staging").linkId()).isNull();
        assertThat(find("another").linkId()).isNull();
    }

    @Test
    void areKeptForSevenDaysAndThenForgotten() {
        store("kept", app.production());
        ring.advance(Duration.ofDays(7).minusMinutes(1));
        events.sweep(app.tenant().scope());
        assertThat(rows.find(app.tenant().tenantId(), app.app().appId(), "kept"))
                .isPresent();

        ring.advance(Duration.ofMinutes(2));
        String linkId = claim(app, ring.ring().signIn(installation.id()), household(app, "ada"));
        assertThat(webhooks.ofLink(app.tenant().scope(), linkId, 100))
                .as("not even if nobody has swept yet")
                .extracting(RingEvent::requestId)
                .doesNotContain("kept");
        events.sweep(app.tenant().scope());
        assertThat(rows.find(app.tenant().tenantId(), app.app().appId(), "kept"))
                .isEmpty();
    }

    @Test
    void ofALinkAreKeptForNinetyDays() {
        claim(app, installation, household(app, "ada"));
        store("linked", app.production());

        ring.advance(Duration.ofDays(90).minusMinutes(1));
        events.sweep(app.tenant().scope());
        assertThat(find("linked")).isNotNull();
        ring.advance(Duration.ofMinutes(2));
        events.sweep(ring.onboard().tenant().scope());
        assertThat(find("linked")).as("another tenant's sweep is not ours").isNotNull();
        events.sweep(app.tenant().scope());
        assertThat(rows.find(app.tenant().tenantId(), app.app().appId(), "linked"))
                .isEmpty();
    }

    @RepeatedTest(12)
    void anEventAndTheClaimOfItsAccountDoNotMissEachOther() throws Exception {
        LinkingFlow flow = arrive(app, installation);
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        CyclicBarrier start = new CyclicBarrier(2);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> claim = threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return claims.confirm(app.app(), flow, ada, IDENTIFIER);
            });
            Future<?> event = threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                store("crossing", app.production());
                return true;
            });
            claim.get();
            event.get();
        }
        assertThat(find("crossing").linkId()).isNotNull();
    }

    private void store(String requestId, AppEndpoint endpoint) {
        byte[] body = SignedBody.event(requestId, account, "motion_detected", clock.instant());
        events.store(endpoint, EventBody.read(body).orElseThrow(), body);
    }

    private RingEvent find(String requestId) {
        return rows.find(app.tenant().tenantId(), app.app().appId(), requestId).orElseThrow();
    }
}
