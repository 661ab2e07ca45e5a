package dev.linkhub.partnerapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class PartnerAppsTest implements HubTest {

    private static final Actor KEY = new Actor("key_1");
    private static final NewCredentials CREDENTIALS =
            new NewCredentials("client-1", Secret.of("secret-1"), Secret.of("hmac=="));

    @Inject
    PartnerApps apps;

    @Inject
    AppPauses pauses;

    @Inject
    AppAddresses addresses;

    @Inject
    AuditTrail audit;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private TenantScope other;

    @BeforeAll
    void tenants() {
        tenant = tenants.create("acme", "Acme", "operator").scope();
        other = tenants.create("other", "Other", "operator").scope();
    }

    @Test
    void anAppIsFoundByIdSlugAndEndpointKeyAndByItsTenantOnly() {
        PartnerApp app = create("lights");

        assertThat(apps.get(tenant, app.appId())).isEqualTo(app);
        assertThat(apps.get(tenant, "lights")).isEqualTo(app);
        assertThatThrownBy(() -> apps.get(other, app.appId())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> apps.get(other, "lights")).isInstanceOf(NotFound.class);
        AppEndpoint endpoint =
                apps.byEndpointKey(apps.endpointKey(app, Environment.STAGING)).orElseThrow();
        assertThat(endpoint).isEqualTo(new AppEndpoint(app, Environment.STAGING));
        assertThat(apps.byEndpointKey("nothing")).isEmpty();
    }

    @Test
    void eachEnvironmentHasItsOwnFourAddresses() {
        PartnerApp app = create("addresses");
        Set<String> all = new HashSet<>();
        for (Environment environment : app.environments()) {
            AppUrls urls = addresses.of(app, environment);
            String key = apps.endpointKey(app, environment);
            assertThat(key).matches("[0-9A-Za-z]{22}");
            assertThat(urls.tokenExchange()).isEqualTo("https://hub.example.com/ring/" + key + "/token-exchange");
            assertThat(urls.webhook()).isEqualTo("https://hub.example.com/ring/" + key + "/webhook");
            assertThat(urls.accountLink())
                    .isEqualTo("https://hub.example.com/t/acme/addresses/" + environment.text() + "/link")
                    .doesNotContain(key);
            assertThat(urls.appHomepage()).doesNotContain(key);
            all.addAll(Set.of(urls.tokenExchange(), urls.webhook(), urls.accountLink(), urls.appHomepage()));
        }
        assertThat(all).hasSize(8);
    }

    @Test
    void aSlugIsTakenWithinItsTenantOnly() {
        create("twice");
        assertThatThrownBy(() -> create("twice")).isInstanceOf(Conflict.class);
        assertThat(apps.create(other, app("twice"), KEY).slug()).isEqualTo("twice");
    }

    @Test
    void badFieldsAreNamedAllAtOnceAndNothingIsStored() {
        NewApp bad = new NewApp("No Slug", " ", new NewCredentials("", Secret.of(""), Secret.of("x".repeat(513))));
        assertThatThrownBy(() -> apps.create(tenant, bad, KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly("slug", "name", "client_id", "client_secret", "hmac_key"));
        assertThat(apps.find(tenant, "No Slug")).isEmpty();
    }

    @Test
    void replacedCredentialsOpenUnderTheirNewVersionAndTheOthersStay() {
        PartnerApp app = create("replaced");
        apps.noteHmacVerified(app);
        assertThat(apps.get(tenant, "replaced").hmacVerifiedAt()).isNotNull();

        apps.replaceCredentials(tenant, "replaced", new NewCredentials(null, Secret.of("new-secret"), null), KEY);
        AppCredentials credentials = apps.credentials(tenant, app.appId());
        assertThat(credentials.clientSecret()).isEqualTo(Secret.of("new-secret"));
        assertThat(credentials.hmacKey()).isEqualTo(Secret.of("hmac=="));
        assertThat(credentials.version()).isEqualTo(2);
        assertThat(apps.get(tenant, "replaced").hmacVerifiedAt())
                .as("same HMAC key")
                .isNotNull();

        apps.replaceCredentials(tenant, "replaced", new NewCredentials(null, null, Secret.of("other==")), KEY);
        assertThat(apps.get(tenant, "replaced").hmacVerifiedAt())
                .as("a new one has verified nothing")
                .isNull();
        assertThatThrownBy(() -> apps.replaceCredentials(tenant, "replaced", new NewCredentials(null, null, null), KEY))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> apps.replaceCredentials(
                        other, app.appId(), new NewCredentials(null, Secret.of("x"), null), KEY))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void rejectedCredentialsPauseOnlyTheVersionThatWasRejected() {
        PartnerApp app = create("paused");
        apps.replaceCredentials(tenant, "paused", new NewCredentials(null, Secret.of("newer"), null), KEY);
        assertThat(pauses.credentialsRejected(app, 1))
                .as("a late answer to old ones")
                .isFalse();
        assertThat(apps.get(tenant, "paused").isPaused()).isFalse();

        assertThat(pauses.credentialsRejected(app, 2)).isTrue();
        PartnerApp paused = apps.get(tenant, "paused");
        assertThat(paused.pauseReason()).isEqualTo(PauseReason.CREDENTIALS_REJECTED);

        apps.replaceCredentials(tenant, "paused", new NewCredentials(null, Secret.of("right"), null), KEY);
        assertThat(apps.get(tenant, "paused").isPaused())
                .as("new credentials lift it")
                .isFalse();
    }

    @Test
    void aPausedAppIsProbedByOneAtATimeAndLessAndLessOften() {
        PartnerApp app = create("probed");
        pauses.credentialsRejected(app, 1);
        PartnerApp paused = apps.get(tenant, "probed");
        assertThat(pauses.mayProbe(paused)).as("too early").isFalse();

        clock.advance(Duration.ofMinutes(5));
        assertThat(pauses.mayProbe(paused)).isTrue();
        assertThat(pauses.mayProbe(paused)).as("somebody else").isFalse();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            PartnerApp now = apps.get(tenant, "probed");
            Duration wait = Duration.between(clock.instant(), now.probeAt());
            assertThat(wait).isGreaterThanOrEqualTo(longest);
            longest = wait;
            clock.advance(wait);
            assertThat(pauses.mayProbe(now)).isTrue();
        }
        assertThat(longest).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void whoDidWhatIsInTheAuditTrailAndNoSecretIs() {
        PartnerApp app = create("audited");
        apps.rename(tenant, "audited", "Renamed", KEY);
        apps.replaceCredentials(tenant, "audited", new NewCredentials(null, Secret.of("very-secret"), null), KEY);
        apps.delete(apps.get(tenant, "audited"), KEY);

        assertThat(audit.newestFirst(tenant, "~", 100))
                .filteredOn(entry -> entry.subject().equals(app.appId()))
                .extracting(AuditEntry::action)
                .containsExactly("app.deleted", "app.credentials_replaced", "app.renamed", "app.created");
        assertThat(audit.newestFirst(tenant, "~", 200).toString()).doesNotContain("very-secret", "hmac==");
        assertThat(audit.newestFirst(other, "~", 100))
                .as("another tenant's trail")
                .noneMatch(entry -> entry.subject().equals(app.appId()));
        assertThat(apps.find(tenant, "audited")).isEmpty();
    }

    @Test
    void aFrozenAppStaysFrozenWhateverBecomesOfItsCredentials() {
        PartnerApp app = create("frozen");
        assertThat(pauses.freeze(app, Actor.OPERATOR)).isTrue();
        assertThat(pauses.freeze(app, Actor.OPERATOR)).as("it is already").isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(pauses.mayProbe(apps.get(tenant, "frozen")))
                .as("nobody probes it")
                .isFalse();
        assertThat(pauses.credentialsRejected(app, 1)).isFalse();
        pauses.credentialsAccepted(apps.get(tenant, "frozen"), 1);
        apps.replaceCredentials(tenant, "frozen", new NewCredentials(null, Secret.of("n"), null), KEY);
        PartnerApp still = apps.get(tenant, "frozen");
        assertThat(still.isPaused()).isTrue();
        assertThat(still.pauseReason()).isEqualTo(PauseReason.FROZEN);
        assertThat(still.pausedAt()).isNotNull();

        assertThat(pauses.thaw(still, Actor.OPERATOR)).isTrue();
        assertThat(pauses.thaw(still, Actor.OPERATOR)).isFalse();
        assertThat(apps.get(tenant, "frozen").isPaused()).isFalse();
        assertThat(audit.newestFirst(tenant, "~", 100))
                .filteredOn(entry -> entry.subject().equals(app.appId()))
                .extracting(AuditEntry::action)
                .contains("app.frozen", "app.thawed");
    }

    @Test
    void aPauseForRejectedCredentialsCanBeFrozenAndOneWithoutAnyCannot() {
        PartnerApp rejected = create("rejected");
        pauses.credentialsRejected(rejected, 1);
        assertThat(pauses.freeze(rejected, Actor.OPERATOR)).isTrue();
        assertThat(apps.get(tenant, "rejected").probeAt()).isNull();
        PartnerApp none = apps.create(tenant, new NewApp("none-yet", "None", null), KEY);
        assertThat(pauses.freeze(none, Actor.OPERATOR)).isFalse();
        assertThat(pauses.thaw(none, Actor.OPERATOR)).isFalse();
        assertThat(apps.get(tenant, "none-yet").pauseReason()).isEqualTo(PauseReason.NO_CREDENTIALS);
    }

    @Test
    void aSandboxHasCredentialsOfTheHubsMakingAndIsNoAppOfItsOwn() {
        PartnerApp app = create("tried");
        PartnerApp sandbox = apps.sandboxOf(app, KEY);

        assertThat(apps.sandboxOf(app, KEY)).as("one for each app").isEqualTo(sandbox);
        assertThat(sandbox.environments()).containsExactly(Environment.SANDBOX);
        AppCredentials made = apps.credentials(tenant, sandbox.appId());
        AppCredentials given = apps.credentials(tenant, app.appId());
        assertThat(made.site()).isEqualTo(RingSite.SANDBOX);
        assertThat(given.site()).isEqualTo(RingSite.RING);
        assertThat(made.clientId()).isNotEqualTo(given.clientId());
        assertThat(made.clientSecret()).isNotEqualTo(given.clientSecret());
        assertThat(made.hmacKey()).isNotEqualTo(given.hmacKey());
        assertThat(addresses.of(sandbox, Environment.SANDBOX).accountLink())
                .isEqualTo("https://hub.example.com/t/acme/tried/sandbox/link");

        assertThat(apps.findIn(Environment.SANDBOX, tenant, "tried")).contains(sandbox);
        assertThat(apps.findIn(Environment.PRODUCTION, tenant, "tried")).contains(app);
        assertThat(apps.findIn(Environment.SANDBOX, other, "tried")).isEmpty();
        assertThat(apps.find(tenant, sandbox.appId())).isEmpty();
        assertThat(apps.page(tenant, "", 200)).contains(app).doesNotContain(sandbox);
        assertThat(apps.pageWithSandboxes(tenant, "", 200)).contains(app, sandbox);
        assertThatThrownBy(() -> apps.byId(other, sandbox.appId())).isInstanceOf(NotFound.class);
        assertThat(pauses.credentialsRejected(sandbox, 1)).isTrue();
        assertThat(apps.get(tenant, "tried").isPaused())
                .as("what happens in the sandbox is nothing to the app")
                .isFalse();
    }

    @Test
    void aSandboxSaysWithItsNameThatItIsOne() {
        PartnerApp app = create("named");
        PartnerApp sandbox = apps.sandboxOf(app, KEY);
        assertThat(sandbox.name()).isEqualTo("An app (sandbox)");
        apps.rename(tenant, "named", "n".repeat(80), KEY);
        assertThat(apps.byId(tenant, sandbox.appId()).name()).isEqualTo("n".repeat(70) + " (sandbox)");
    }

    private PartnerApp create(String slug) {
        return apps.create(tenant, app(slug), KEY);
    }

    private static NewApp app(String slug) {
        return new NewApp(slug, "An app", CREDENTIALS);
    }
}
