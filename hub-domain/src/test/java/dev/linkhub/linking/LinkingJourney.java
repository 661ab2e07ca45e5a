package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.PoolEntry;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.household.Households;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A household's steps on the way to a link, as the pages take them. */
public abstract class LinkingJourney extends JourneyTest {

    /** What masked name Ring is told. */
    protected static final String IDENTIFIER = "v•••";

    @Inject
    protected LinkingFlows flows;

    @Inject
    protected NonceClaims claims;

    @Inject
    protected LinkCompletion completion;

    @Inject
    protected AccountLinks links;

    @Inject
    protected Grants grants;

    @Inject
    protected Households households;

    @Inject
    protected PartnerApps apps;

    /** A household of the app's tenant. */
    protected final String household(Onboarded app, String name) {
        return households
                .findOrCreate(app.tenant().scope(), Households.HUB, name, name)
                .householdId();
    }

    /** A browser arrives with what Ring gave it, in production. */
    protected final LinkingFlow arrive(Onboarded app, InstallationDetails installation) {
        return arrive(app, Environment.PRODUCTION, installation);
    }

    /** A browser arrives with what Ring gave it. */
    protected final LinkingFlow arrive(Onboarded app, Environment environment, InstallationDetails installation) {
        var redirect = installation.redirect();
        return started(
                app,
                flows.start(app.app(), environment, redirect.nonce(), Long.toString(redirect.time()), "192.0.2.1"));
    }

    /** The flow that a start made, found as its browser finds it. */
    protected final LinkingFlow started(Onboarded app, FlowStart start) {
        assertThat(start).isInstanceOf(FlowStart.Started.class);
        FlowStart.Started started = (FlowStart.Started) start;
        return flows.find(app.tenant().scope(), started.flowId(), started.browserSecret())
                .orElseThrow();
    }

    /** Arrives, matches and confirms; answers the link's id. Ring is not told yet. */
    protected final String claim(Onboarded app, InstallationDetails installation, String householdId) {
        LinkingFlow flow = arrive(app, installation);
        assertThat(claims.match(current(app), flow, householdId)).isInstanceOf(NonceMatch.Matched.class);
        Claim claim = claims.confirm(current(app), flow, householdId, IDENTIFIER);
        assertThat(claim).isInstanceOf(Claim.Claimed.class);
        return ((Claim.Claimed) claim).linkId();
    }

    /** A flow that has matched the installation for the household, and waits for its answer. */
    protected final LinkingFlow matched(Onboarded app, InstallationDetails installation, String householdId) {
        LinkingFlow flow = arrive(app, installation);
        assertThat(claims.match(current(app), flow, householdId)).isInstanceOf(NonceMatch.Matched.class);
        return flow;
    }

    /** Arrives, matches, and goes on with a broken link. Ring is not told yet. */
    protected final void goOn(
            Onboarded app, InstallationDetails installation, String householdId, String brokenLinkId) {
        LinkingFlow flow = matched(app, installation, householdId);
        assertThat(claims.confirm(current(app), flow, householdId, IDENTIFIER, brokenLinkId))
                .isEqualTo(new Claim.Claimed(brokenLinkId));
    }

    /** Installs, claims and completes. */
    protected final String linked(Onboarded app, String account, String householdId) {
        return completed(app, ring.install(app, account), householdId);
    }

    /** Claims and completes. */
    protected final String completed(Onboarded app, InstallationDetails installation, String householdId) {
        String linkId = claim(app, installation, householdId);
        assertThat(completion.proceed(app.tenant().scope(), linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        return linkId;
    }

    /** The app as it is stored now. */
    protected final PartnerApp current(Onboarded app) {
        return apps.get(app.tenant().scope(), app.app().appId());
    }

    /** The link as it is stored now. */
    protected final AccountLink link(Onboarded app, String linkId) {
        return links.get(app.tenant().scope(), linkId);
    }

    /** The link's current grant as it is stored now. */
    protected final RingGrant grantOf(Onboarded app, String linkId) {
        return grants.get(app.tenant().scope(), link(app, linkId).grantId());
    }

    /** The one grant that waits in production's pool. */
    protected final PoolEntry inPool(Onboarded app) {
        List<PoolEntry> pool = grants.pool(app.app(), Environment.PRODUCTION);
        assertThat(pool).hasSize(1);
        return pool.getFirst();
    }

    /** What happened to the link, oldest first. */
    protected final List<LinkEventType> timeLine(Onboarded app, String linkId) {
        return links.events(app.tenant().scope(), linkId, 100).reversed().stream()
                .map(LinkEvent::type)
                .toList();
    }

    /** The app's calls to one of Ring's endpoints, oldest first. */
    protected final List<RecordedRequest> calls(Onboarded app, String endpoint) {
        return ring.ring().requests(endpoint).stream()
                .filter(call -> Objects.equals(call.app(), app.atRing().id()))
                .toList();
    }

    /** Takes all steps at the same moment; answers what came of each. */
    protected static final List<Object> atOnce(List<Callable<?>> steps) throws Exception {
        CyclicBarrier start = new CyclicBarrier(steps.size());
        List<Future<Object>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<?> step : steps) {
                futures.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return step.call();
                }));
            }
        }
        List<Object> answers = new ArrayList<>();
        for (Future<Object> future : futures) {
            answers.add(future.get());
        }
        return answers;
    }
}
