package dev.linkhub.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingJourney;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links listed, filtered and counted. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkListsTest extends LinkingJourney {

    private static final LinkFilter ALL = LinkFilter.ALL;

    @Inject
    LinkHealths healths;

    @Inject
    LinkRemoval removal;

    @Inject
    FreshTokens freshTokens;

    @Inject
    AppPauses pauses;

    private Onboarded app;
    private Onboarded second;
    private Onboarded stranger;
    private String healthy;
    private String healthyAccount;
    private String revoked;
    private String removed;
    private String onStaging;
    private String ofSecond;

    @BeforeEach
    void fiveLinksOfOneTenantAndOneOfAnother() {
        app = ring.onboard();
        second = ring.onboard(app.tenant(), "second-" + app.app().slug());
        stranger = ring.onboard();
        healthyAccount = ring.account();
        healthy = linked(app, healthyAccount, household(app, "ada"));
        InstallationDetails toRevoke = ring.install(app, ring.account());
        revoked = completed(app, toRevoke, household(app, "bob"));
        String toRemove = ring.account();
        removed = linked(app, toRemove, household(app, "cem"));
        onStaging = onStaging();
        ofSecond = linked(second, healthyAccount, household(app, "ada"));
        linked(stranger, healthyAccount, household(stranger, "ada"));

        ring.advance(Duration.ofMinutes(3));
        ring.ring().revoke(toRevoke.id());
        freshTokens.ensure(app.app(), link(app, revoked).grantId(), Duration.ZERO, 1);
        removal.removed(app.app(), Environment.PRODUCTION, toRemove, clock.instant(), () -> {});
    }

    @Test
    void allAreTheTenantsOwnInTheOrderOfTheirCreation() {
        assertThat(list(ALL)).containsExactly(healthy, revoked, removed, onStaging, ofSecond);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        List<LinkStatus> first = healths.page(app.tenant().scope(), ALL, "", 2);
        List<LinkStatus> next =
                healths.page(app.tenant().scope(), ALL, first.getLast().linkId(), 2);
        List<LinkStatus> last =
                healths.page(app.tenant().scope(), ALL, next.getLast().linkId(), 2);

        assertThat(first).extracting(LinkStatus::linkId).containsExactly(healthy, revoked);
        assertThat(next).extracting(LinkStatus::linkId).containsExactly(removed, onStaging);
        assertThat(last).extracting(LinkStatus::linkId).containsExactly(ofSecond);
        assertThat(healths.page(app.tenant().scope(), ALL, ofSecond, 2)).isEmpty();
    }

    @Test
    void eachFilterTakesItsOwn() {
        String ada = household(app, "ada");
        links.annotate(app.tenant().scope(), revoked, "ours-1", null, Actor.OPERATOR);

        assertThat(list(filter(second.app().appId(), null, null, null, null, null, null)))
                .containsExactly(ofSecond);
        assertThat(list(filter(null, Environment.STAGING, null, null, null, null, null)))
                .containsExactly(onStaging);
        assertThat(list(filter(null, null, LinkState.REMOVED, null, null, null, null)))
                .containsExactly(removed);
        assertThat(list(filter(null, null, null, LinkHealth.UNHEALTHY, null, null, null)))
                .containsExactly(revoked, removed);
        assertThat(list(filter(null, null, null, LinkHealth.HEALTHY, null, null, null)))
                .containsExactly(healthy, onStaging, ofSecond);
        assertThat(list(filter(null, null, null, null, ada, null, null)))
                .as("by id")
                .containsExactly(healthy, ofSecond);
        assertThat(list(filter(null, null, null, null, "ada", null, null)))
                .as("by the provider's subject")
                .containsExactly(healthy, ofSecond);
        assertThat(list(filter(null, null, null, null, null, healthyAccount, null)))
                .containsExactly(healthy, ofSecond);
        assertThat(list(filter(null, null, null, null, null, null, "ours-1"))).containsExactly(revoked);
    }

    @Test
    void filtersAreTakenTogetherAndAnUnknownValueTakesNothing() {
        assertThat(list(filter(
                        app.app().appId(),
                        Environment.PRODUCTION,
                        null,
                        LinkHealth.HEALTHY,
                        "ada",
                        healthyAccount,
                        null)))
                .containsExactly(healthy);
        assertThat(list(filter(null, null, LinkState.COMPLETED, LinkHealth.UNHEALTHY, null, null, null)))
                .containsExactly(revoked);
        assertThat(list(filter(stranger.app().appId(), null, null, null, null, null, null)))
                .isEmpty();
        assertThat(list(filter(null, null, null, null, household(stranger, "ada"), null, null)))
                .isEmpty();
        assertThat(list(filter(null, null, null, null, "ADA", null, null))).isEmpty();
        assertThat(list(filter(null, null, null, null, "größe", "größe", "größe")))
                .isEmpty();
    }

    @Test
    void countsAreByAppEnvironmentStateHealthAndReason() {
        assertThat(healths.counts(app.tenant().scope()))
                .containsExactlyInAnyOrder(
                        count(app, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 0),
                        count(app, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.UNHEALTHY, "REVOKED", 0),
                        count(
                                app,
                                Environment.PRODUCTION,
                                LinkState.REMOVED,
                                LinkHealth.UNHEALTHY,
                                "REMOVED_BY_USER",
                                0),
                        count(app, Environment.STAGING, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 0),
                        count(second, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 0));
    }

    @Test
    void whatExpiresWithin72HoursIsCountedUnlessItIsBrokenAnyway() {
        ring.advance(Duration.ofDays(27));
        pauses.credentialsRejected(second.app(), second.app().credentialVersion());

        assertThat(healths.counts(app.tenant().scope()))
                .containsExactlyInAnyOrder(
                        count(app, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 1),
                        count(app, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.UNHEALTHY, "REVOKED", 0),
                        count(
                                app,
                                Environment.PRODUCTION,
                                LinkState.REMOVED,
                                LinkHealth.UNHEALTHY,
                                "REMOVED_BY_USER",
                                0),
                        count(app, Environment.STAGING, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 1),
                        count(second, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.PAUSED, null, 1));
    }

    @Test
    void theFleetIsTheSumOfItsTenants() {
        assertThat(healths.fleet())
                .containsAll(healths.counts(app.tenant().scope()))
                .containsAll(healths.counts(stranger.tenant().scope()))
                .filteredOn(count -> count.tenantId().equals(stranger.tenant().tenantId()))
                .containsExactly(
                        count(stranger, Environment.PRODUCTION, LinkState.COMPLETED, LinkHealth.HEALTHY, null, 0));
    }

    private String onStaging() {
        InstallationDetails installation =
                ring.ring().install(ring.account(), app.atRing().id(), RingEnvironment.STAGING);
        var flow = arrive(app, Environment.STAGING, installation);
        String dee = household(app, "dee");
        claims.match(app.app(), flow, dee);
        claims.confirm(app.app(), flow, dee, IDENTIFIER);
        String linkId = links.ofHousehold(app.tenant().scope(), dee).getFirst().linkId();
        completion.proceed(app.tenant().scope(), linkId);
        return linkId;
    }

    private List<String> list(LinkFilter filter) {
        return healths.page(app.tenant().scope(), filter, "", 100).stream()
                .map(LinkStatus::linkId)
                .toList();
    }

    private static HealthCount count(
            Onboarded of,
            Environment environment,
            LinkState state,
            LinkHealth health,
            @Nullable String reason,
            long expiring) {
        return new HealthCount(
                of.tenant().tenantId(), of.app().appId(), environment, state, health, reason, 1, expiring);
    }

    private static LinkFilter filter(
            @Nullable String appId,
            @Nullable Environment environment,
            @Nullable LinkState state,
            @Nullable LinkHealth health,
            @Nullable String household,
            @Nullable String account,
            @Nullable String externalId) {
        return new LinkFilter(
                appId,
                environment == null ? LinkFilter.ALL.environments() : List.of(environment),
                state,
                health,
                household,
                account,
                externalId);
    }
}
