package dev.linkhub.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.household.Household;
import dev.linkhub.household.Households;
import dev.linkhub.linking.Claim;
import dev.linkhub.linking.FlowStart;
import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A test against a running server that Ring's servers call. */
public abstract class ApiJourney extends JourneyTest {

    /** A webhook's body, of a kind that nobody knows, about some account; with a request id to fill in. */
    protected static final String EVENT =
            "{\"meta\":{\"version\":\"1.1\",\"time\":\"2026-11-22T00:00:00Z\",\"request_id\":\"%s\",\"account_id\":\"a\"},\"data\":{\"type\":\"something_new\"}}";

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    protected Http http;

    @Inject
    protected TestTenant tenants;

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.operator-key", ApiTest.OPERATOR_KEY);
        properties.put("micronaut.server.port", "-1");
        properties.putAll(settings());
        return properties;
    }

    /** Further settings of this test. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** A new tenant with an app whose addresses at Ring are this server's. */
    protected Onboarded onboard() {
        Onboarded app = ring.onboard();
        for (Environment environment : app.app().environments()) {
            URI base = server.getURI().resolve("/ring/" + endpointKey(app.app(), environment) + "/");
            ring.ring()
                    .setUrls(
                            app.atRing().id(),
                            RingEnvironment.valueOf(environment.name()),
                            new PartnerUrls(
                                    base.resolve("token-exchange"),
                                    base.resolve("/link"),
                                    base.resolve("webhook"),
                                    base.resolve("/home")));
        }
        return app;
    }

    /** The unguessable part of the addresses of one environment. */
    protected String endpointKey(PartnerApp app, Environment environment) {
        return hub.getBean(PartnerApps.class).endpointKey(app, environment);
    }

    /** Links a new Ring account with a new household, as far as COMPLETED. */
    protected Linked link(Onboarded app, Environment environment) {
        String account = ring.account();
        InstallationDetails installed =
                ring.ring().install(account, app.atRing().id(), RingEnvironment.valueOf(environment.name()));
        return claim(app, environment, account, installed);
    }

    /** Links what was installed with a new household, as far as COMPLETED. */
    protected Linked claim(Onboarded app, Environment environment, String account, InstallationDetails installed) {
        InstallationDetails.RedirectDetails redirect =
                ring.ring().signIn(installed.id()).redirect();
        TenantScope tenant = app.tenant().scope();
        LinkingFlows flows = hub.getBean(LinkingFlows.class);
        FlowStart.Started started = (FlowStart.Started)
                flows.start(app.app(), environment, redirect.nonce(), Long.toString(redirect.time()), "198.51.100.1");
        LinkingFlow flow =
                flows.find(tenant, started.flowId(), started.browserSecret()).orElseThrow();
        Household household = hub.getBean(Households.class)
                .findOrCreate(tenant, Households.HUB, "subject-" + COUNT.incrementAndGet(), "jane@example.com");
        NonceClaims claims = hub.getBean(NonceClaims.class);
        claims.match(app.app(), flow, household.householdId());
        Claim.Claimed claimed =
                (Claim.Claimed) claims.confirm(app.app(), flow, household.householdId(), "j•••@example.com");
        hub.getBean(LinkCompletion.class).proceed(tenant, claimed.linkId());
        return new Linked(claimed.linkId(), account, installed.id(), household);
    }

    /** Posts as Ring does, without a key. */
    protected Answer post(String path, String body, String... headers) {
        return http.anonymously().send("POST", path, BodyPublishers.ofString(body), headers);
    }

    /** Where Ring posts codes of production. */
    protected String tokenExchange(Onboarded app) {
        return "/ring/" + endpointKey(app.app(), Environment.PRODUCTION) + "/token-exchange";
    }

    /** Where Ring posts webhooks of production. */
    protected String webhook(Onboarded app) {
        return "/ring/" + endpointKey(app.app(), Environment.PRODUCTION) + "/webhook";
    }

    /** Computed here and not by our own code, which would share its mistakes. */
    protected static String signature(Onboarded app, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(app.atRing().hmacKey().getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    /** A link, and what it is at Ring. */
    public record Linked(String linkId, String account, String installation, Household household) {}
}
