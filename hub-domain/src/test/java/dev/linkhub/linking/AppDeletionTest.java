package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.ring.AppTraffic;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class AppDeletionTest extends LinkingJourney {

    private static final Actor KEY = new Actor("key_1");

    @Inject
    AppDeletion deletion;

    @Inject
    LinkRemoval removal;

    @Inject
    AuditTrail audit;

    @Inject
    RingTraffic traffic;

    private Onboarded app;
    private TenantScope tenant;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        tenant = app.tenant().scope();
    }

    @Test
    void anAppGoesWithItsAddressesAndTheGrantsThatNeverBecameLinks() {
        Onboarded kept = ring.onboard(app.tenant(), "kept-" + app.app().slug());
        ring.install(app, ring.account());
        ring.install(kept, ring.account());
        String grantId = inPool(app).grantId();
        String address = apps.endpointKey(app.app(), Environment.PRODUCTION);

        traffic.rateLimited(app.app(), Duration.ofMinutes(5));
        deletion.delete(tenant, app.app().slug(), KEY);
        assertThat(apps.find(tenant, app.app().appId())).isEmpty();
        assertThat(apps.byEndpointKey(address)).isEmpty();
        assertThat(grants.find(tenant, grantId)).isEmpty();
        assertThat(inPool(kept)).isNotNull();
        assertThat(traffic.seen())
                .extracting(AppTraffic::appId)
                .doesNotContain(app.app().appId());
        assertThat(traffic.agreed(app.app()).rest()).as("its row, too").isEqualTo(Duration.ZERO);
        assertThat(audit.newestFirst(tenant, "~", 1).getFirst()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("app.deleted");
            assertThat(entry.actor()).isEqualTo("key_1");
            assertThat(entry.subject()).isEqualTo(app.app().appId());
        });
    }

    @Test
    void anAppWithALinkStaysAsItIsEvenIfThatHasEnded() {
        String account = ring.account();
        String linkId = linked(app, account, household(app, "ada"));
        ring.install(app, ring.account());
        String waiting = inPool(app).grantId();
        refused();

        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        refused();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(inPool(app).grantId()).isEqualTo(waiting);
        assertThat(apps.byEndpointKey(apps.endpointKey(app.app(), Environment.STAGING)))
                .isPresent();
    }

    @Test
    void anotherTenantsAppIsUnknown() {
        Onboarded other = ring.onboard();

        assertThatThrownBy(
                        () -> deletion.delete(other.tenant().scope(), app.app().appId(), KEY))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> deletion.delete(other.tenant().scope(), app.app().slug(), KEY))
                .isInstanceOf(NotFound.class);
        assertThat(apps.find(tenant, app.app().appId())).isPresent();
    }

    @RepeatedTest(12)
    void aClaimAndTheDeletionOfItsAppDoNotCross() throws Exception {
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        CyclicBarrier start = new CyclicBarrier(2);
        boolean deleted;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Claim> claim = threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return claims.confirm(app.app(), flow, ada, IDENTIFIER);
            });
            Future<Boolean> deletionDone = threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                try {
                    deletion.delete(tenant, app.app().appId(), KEY);
                    return true;
                } catch (Conflict hasALink) {
                    return false;
                }
            });
            deleted = deletionDone.get();
            assertThat(claim.get() instanceof Claim.Claimed).isEqualTo(!deleted);
        }
        assertThat(apps.find(tenant, app.app().appId()).isPresent()).isEqualTo(!deleted);
        assertThat(links.ofHousehold(tenant, ada))
                .hasSize(deleted ? 0 : 1)
                .allSatisfy(
                        link -> assertThat(grants.find(tenant, link.grantId())).isPresent());
    }

    private void refused() {
        assertThatThrownBy(() -> deletion.delete(tenant, app.app().appId(), KEY))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("1 links");
    }
}
