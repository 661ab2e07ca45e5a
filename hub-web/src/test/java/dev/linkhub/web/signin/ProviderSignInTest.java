package dev.linkhub.web.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.household.Households;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.signin.NewSignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.ProviderServer;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in through tenants' own providers, which are added while the hub runs, and each way in which one can go wrong. */
@Tag("persistence")
@MicronautTest(transactional = false)
@Property(name = "hub.egress-allow", value = "localhost")
class ProviderSignInTest implements HubTest {

    private static final String CLIENT = "the hub";
    private static final String SECRET = "the client's secret, which is long enough to sign with";
    private static final Actor OWNER = new Actor("owner");
    private static final String DISCOVERY = "/acme/.well-known/openid-configuration";

    private static int count;

    @Inject
    EmbeddedServer hub;

    @Inject
    Tenants tenants;

    @Inject
    SignInMethods methods;

    @Inject
    Households households;

    @Inject
    AuditTrail audit;

    @Inject
    MovableClock clock;

    private ProviderServer provider;
    private Tenant acme;
    private TestBrowser vera;

    @BeforeEach
    void tenantWithAProvider() {
        provider = new ProviderServer();
        acme = tenant();
        set(acme, "acme");
        vera = new TestBrowser(hub.getURI());
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void twoTenantsProvidersSignOneBrowserInWithoutAStart() {
        Tenant globex = tenant();
        set(globex, "globex");

        provider.nextIs("acme", "vera-at-acme", CLIENT, Map.of("email", "vera@acme.example"));
        Page atAcme = signIn(acme);
        provider.nextIs("globex", "vera-at-globex", CLIENT, Map.of("email", "vm@globex.example"));
        Page atGlobex = signIn(globex);

        assertThat(atAcme.heading()).isEqualTo("You are signed in");
        assertThat(atAcme.body()).contains("v•••@acme.example").doesNotContain("vera@acme");
        assertThat(atGlobex.body()).contains("v•••@globex.example");
        assertThat(vera.get(path(acme, "sign-in")).body()).contains("v•••@acme.example");
        assertThat(households.bySubject(acme.scope(), provider.issuer("acme"), "vera-at-acme"))
                .isPresent();
        assertThat(households.bySubject(acme.scope(), provider.issuer("globex"), "vera-at-globex"))
                .isEmpty();
        assertThat(households.bySubject(globex.scope(), provider.issuer("globex"), "vera-at-globex"))
                .isPresent();
    }

    @Test
    void theSameSubjectIsTheSameHouseholdAndAnotherTenantsIsNot() {
        Tenant globex = tenant();
        set(globex, "acme");
        for (Tenant tenant : List.of(acme, acme, globex)) {
            provider.nextIs("acme", "vera", CLIENT, Map.of("email", "vera@acme.example"));
            vera.forget();
            assertThat(signIn(tenant).heading()).isEqualTo("You are signed in");
        }
        String first = households
                .bySubject(acme.scope(), provider.issuer("acme"), "vera")
                .orElseThrow()
                .householdId();
        String other = households
                .bySubject(globex.scope(), provider.issuer("acme"), "vera")
                .orElseThrow()
                .householdId();
        assertThat(first).isNotEqualTo(other);
    }

    @Test
    void theProviderIsAskedAsTheStandardsSay() {
        Map<String, String> asked = parameters(vera.get(path(acme, "sign-in") + "?next=" + path(acme, "device")));

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("scope", "openid email profile")
                .containsEntry("redirect_uri", "https://hub.example.com" + path(acme, "sign-in/callback"))
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge")
                .doesNotContainKeys("prompt", "client_secret", "code_verifier");
        assertThat(parameters(vera.get(path(acme, "sign-in") + "?another=yes"))).containsEntry("prompt", "login");
    }

    @Test
    void theHouseholdEndsUpWhereItWanted() {
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        Page back = comeBack(vera.get(path(acme, "sign-in") + "?next=" + path(acme, "repair/lnk_1")));
        assertThat(back.location()).isEqualTo(path(acme, "repair/lnk_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/t/other/home", "javascript:alert(1)"})
    void andNowhereElse(String wanted) {
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        Page back = comeBack(vera.get(path(acme, "sign-in") + "?next=" + wanted));
        assertThat(back.location()).isEqualTo(path(acme, "sign-in"));
    }

    @Test
    void aNewSessionReplacesWhateverTheBrowserHad() {
        vera.keep("__Secure-linkhub-session-" + acme.slug(), "p".repeat(43), "/t/" + acme.slug());
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        signIn(acme);
        assertThat(vera.cookie("session-" + acme.slug())).hasSize(43).isNotEqualTo("p".repeat(43));
    }

    @Test
    void signingOutStaysSignedOutAndThenAsksWhoItIs() {
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        Page in = signIn(acme);
        Page out = vera.submit(in, path(acme, "sign-out"), Map.of());
        assertThat(out.heading()).isEqualTo("You are signed out");
        String again = out.document().select("a.button").attr("href");
        assertThat(parameters(vera.get(again))).containsEntry("prompt", "login");
    }

    @Test
    void aPasswordOfTheHubsSignsNobodyInWhereThereIsAProvider() {
        vera.keep("__Secure-linkhub-form-" + acme.slug(), "f".repeat(43), "/t/" + acme.slug());
        assertThat(vera.post(path(acme, "create-account"), Map.of("email", "a@b.example", "password", "long enough!"))
                        .status())
                .isEqualTo(404);
        assertThat(vera.post(path(acme, "sign-in"), Map.of("email", "a@b.example", "password", "long enough!"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAnswerIsGoodOnceAndInItsOwnBrowserAndForItsOwnTenant() {
        Tenant globex = tenant();
        set(globex, "acme");
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        Page leaving = vera.get(path(acme, "sign-in"));
        URI callback = provider(leaving);
        String query = callback.getRawQuery();

        TestBrowser stranger = new TestBrowser(hub.getURI());
        assertThat(stranger.get(path(acme, "sign-in/callback?" + query)).heading())
                .isEqualTo("This sign‑in is over");
        assertThat(vera.get(path(globex, "sign-in/callback?" + query)).heading())
                .isEqualTo("This sign‑in is over");
        String cookie = leaving.setCookies().getFirst().split(";", 2)[0];
        stranger.keep(cookie.split("=", 2)[0], "s".repeat(43), path(acme, "sign-in/callback"));
        assertThat(stranger.get(path(acme, "sign-in/callback?" + query)).heading())
                .isEqualTo("This sign‑in is over");
        vera.keep(cookie.split("=", 2)[0], cookie.split("=", 2)[1], path(globex, "sign-in/callback"));
        assertThat(vera.get(path(globex, "sign-in/callback?" + query)).heading())
                .isEqualTo("This sign‑in is over");

        vera.keep(cookie.split("=", 2)[0], cookie.split("=", 2)[1], path(acme, "sign-in/callback"));
        assertThat(vera.get(path(acme, "sign-in/callback?" + query)).status()).isEqualTo(303);
        vera.keep(cookie.split("=", 2)[0], cookie.split("=", 2)[1], path(acme, "sign-in/callback"));
        assertThat(vera.get(path(acme, "sign-in/callback?" + query)).heading()).isEqualTo("This sign‑in is over");
        assertThat(provider.asked("/acme/token")).isEqualTo(1);
    }

    @Test
    void anAnswerIsStaleOnceTheProviderWasChangedOrTimeIsUp() {
        URI changed = provider(vera.get(path(acme, "sign-in")));
        set(acme, "acme");
        assertThat(vera.get(callback(changed)).heading()).isEqualTo("This sign‑in is over");

        URI late = provider(vera.get(path(acme, "sign-in")));
        clock.advance(Duration.ofMinutes(30));
        assertThat(vera.get(callback(late)).heading()).isEqualTo("This sign‑in is over");
        assertThat(provider.asked("/acme/token")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?state=", "?state=abc&code=x", "?state=ofl_1.abc&code=x", "?code=x"})
    void anAnswerThatNobodyAskedForIsNone(String query) {
        assertThat(vera.get(path(acme, "sign-in/callback") + query).heading()).isEqualTo("This sign‑in is over");
    }

    /** Many of them would drop the sign-ins that a whole network has under way. */
    @ParameterizedTest
    @ValueSource(strings = {"image", "iframe", "empty"})
    void anImageTagBeginsNoSignIn(String destination) {
        vera.sending("Sec-Fetch-Dest", destination);
        Page page = vera.get(path(acme, "sign-in"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.setCookies()).isEmpty();
    }

    @Test
    void anEmptyCodeIsNone() {
        assertThat(back("code=").status()).isEqualTo(502);
        assertThat(provider.asked("/acme/token")).isZero();
    }

    /** The database would take it for the household without the space. */
    @Test
    void aSubjectWithSpacesAroundItIsNobody() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2_048).keyID("k").generate();
        provider.misbehave("/acme/jwks", 200, new JWKSet(key.toPublicJWK()).toString());
        Page leaving = vera.get(path(acme, "sign-in"));
        refused(signedIn(
                leaving,
                key,
                new JWTClaimsSet.Builder(claims(leaving, 60)).subject("vera ").build()));
    }

    @Test
    void aProvidersWordsStandOnOneLineOfBoundedLength() {
        provider.nextIs("acme", "vera", CLIENT, Map.of("iss", "https://x\nERROR forged" + "y".repeat(1_000)));
        refused();
        assertThat(troubles()).singleElement().asString().doesNotContain("\n").hasSizeLessThan(400);
    }

    @Test
    void aHouseholdMayThinkBetterOfIt() {
        Page declined = back("error=access_denied");
        assertThat(declined.status()).isEqualTo(200);
        assertThat(declined.heading()).isEqualTo("You are not signed in");
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aProviderThatIsBusySaysSoAndIsTriedAgainLater() {
        Page busy = back("error=temporarily_unavailable");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("60");
    }

    @Test
    void aProviderThatRefusesTheHubIsForTheIntegratorToPutRight() {
        Page refused = back("error=unauthorized_client%0aINFO+forged");
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.body()).doesNotContain("forged");
        assertThat(troubles())
                .singleElement()
                .asString()
                .endsWith("refuses to sign households in: unauthorized_clientINFOforged.");
    }

    @Test
    void anAnswerInTheNameOfAnotherIssuerIsRefused() {
        assertThat(back("code=c&iss=" + provider.issuer("globex")).status()).isEqualTo(502);
        assertThat(provider.asked("/acme/token")).isZero();
        assertThat(troubles()).singleElement().asString().contains("RFC 9207");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "nonce"})
    void anIdTokenThatIsForSomebodyElseIsRefused(String claim) {
        provider.nextIs("acme", "vera", CLIENT, Map.of(claim, "https://other.example"));
        refused();
    }

    @Test
    void anIdTokenThatHasExpiredIsRefusedExceptForAMinuteOfSkew() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2_048).keyID("k").generate();
        provider.misbehave("/acme/jwks", 200, new JWKSet(key.toPublicJWK()).toString());
        refused(signedIn(key, -90));
        assertThat(troubles()).singleElement().asString().contains("Expired");
        assertThat(signedIn(key, -30).status()).isEqualTo(303);
    }

    @Test
    void whatAnotherTenantsProviderHasSignedIsRefused() {
        Page leaving = vera.get(path(acme, "sign-in"));
        provider.misbehave(
                "/acme/token",
                200,
                tokens(provider.signed(
                        "globex",
                        "vera",
                        CLIENT,
                        Map.of(
                                "iss",
                                provider.issuer("acme"),
                                "nonce",
                                parameters(leaving).get("nonce")))));
        refused(comeBack(leaving));
    }

    @Test
    void aTokenWithoutASignatureOrWithTheClientsSecretForAKeyIsRefused() throws JOSEException {
        Page leaving = vera.get(path(acme, "sign-in"));
        provider.misbehave("/acme/token", 200, tokens(new PlainJWT(claims(leaving, 60)).serialize()));
        refused(comeBack(leaving));

        Page again = vera.get(path(acme, "sign-in"));
        SignedJWT signedBySecret = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(again, 60));
        signedBySecret.sign(new MACSigner(SECRET));
        provider.misbehave("/acme/token", 200, tokens(signedBySecret.serialize()));
        assertThat(comeBack(again).status()).isEqualTo(502);
    }

    @Test
    void keysMayChangeAtAnyTimeAndOldOnesSignNothingMore() throws JOSEException {
        RSAKey old = new RSAKeyGenerator(2_048).keyID("old").generate();
        RSAKey young = new RSAKeyGenerator(2_048).keyID("young").generate();

        provider.misbehave("/acme/jwks", 200, new JWKSet(old.toPublicJWK()).toString());
        assertThat(signedIn(old, 60).status()).isEqualTo(303);
        assertThat(signedIn(old, 60).status()).isEqualTo(303);
        assertThat(provider.asked("/acme/jwks")).as("kept").isEqualTo(1);

        provider.misbehave("/acme/jwks", 200, new JWKSet(young.toPublicJWK()).toString());
        assertThat(signedIn(young, 60).status()).isEqualTo(303);
        assertThat(signedIn(old, 60).status()).as("the old key").isIn(502, 503);
    }

    @Test
    void keysMayMoveAndKeysThatNobodyHasDoNotHammerTheProvider() throws JOSEException {
        RSAKey old = new RSAKeyGenerator(2_048).keyID("old").generate();
        RSAKey young = new RSAKeyGenerator(2_048).keyID("young").generate();
        provider.misbehave("/acme/jwks", 200, new JWKSet(old.toPublicJWK()).toString());
        assertThat(signedIn(old, 60).status()).isEqualTo(303);
        int asked = provider.asked(DISCOVERY);

        String issuer = provider.issuer("acme");
        provider.misbehave("/acme/moved", 200, new JWKSet(young.toPublicJWK()).toString());
        provider.misbehave(DISCOVERY, 200, """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token",
                 "jwks_uri":"%s/moved","subject_types_supported":["public"]}""".formatted(issuer, issuer, issuer, issuer));
        assertThat(signedIn(young, 60).status()).isEqualTo(303);
        assertThat(signedIn(young, 60).status()).isEqualTo(303);
        assertThat(provider.asked(DISCOVERY)).isEqualTo(asked + 1);
        assertThat(provider.asked("/acme/moved")).isEqualTo(1);

        for (int i = 0; i < 8; i++) {
            RSAKey nobodys = new RSAKey.Builder(young).keyID("nobody's " + i).build();
            assertThat(signedIn(nobodys, 60).status()).isIn(502, 503);
        }
        assertThat(provider.asked(DISCOVERY)).isEqualTo(asked + 1);
        assertThat(provider.asked("/acme/moved")).isLessThanOrEqualTo(3);
        clock.advance(Duration.ofMinutes(1));
        assertThat(signedIn(old, 60).status()).as("the old key").isIn(502, 503);
        assertThat(provider.asked(DISCOVERY)).isEqualTo(asked + 2);
        assertThat(provider.asked("/acme/moved")).as("still the same keys").isLessThanOrEqualTo(3);
        assertThat(signedIn(young, 60).status()).isEqualTo(303);
    }

    @Test
    void aProviderThatIsAwayIsTriedAgainLater() {
        for (int status : new int[] {500, 429, 503}) {
            provider.misbehave("/acme/token", status, "{}");
            assertThat(comeBack(vera.get(path(acme, "sign-in"))).status()).isEqualTo(503);
        }
        Tenant away = tenant();
        methods.put(
                away.scope(),
                new NewSignInMethod("oidc", "http://localhost:1/nobody", CLIENT, null, null),
                false,
                OWNER);
        assertThat(vera.get(path(away, "sign-in")).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "<html>",
                "{\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}"
            })
    void aTokenEndpointThatAnswersSomethingElseIsForTheIntegrator(String body) {
        provider.misbehave("/acme/token", 200, body);
        refused();
    }

    @Test
    void aTokenEndpointThatRefusesTheHubSaysWhy() {
        provider.misbehave("/acme/token", 401, "{\"error\":\"invalid_client\"}");
        refused();
        assertThat(troubles())
                .singleElement()
                .asString()
                .contains("invalid_client")
                .contains("client secret");
    }

    @Test
    void aDiscoveryDocumentOfAnotherIssuerIsRefused() {
        Tenant other = tenant();
        String document = """
                {"issuer":"%s","authorization_endpoint":"https://p.example/a","token_endpoint":"https://p.example/t",
                 "jwks_uri":"https://p.example/k","subject_types_supported":["public"]}""".formatted(provider.issuer("acme"));
        provider.misbehave("/impostor/.well-known/openid-configuration", 200, document);
        set(other, "impostor");
        assertThat(vera.get(path(other, "sign-in")).status()).isEqualTo(502);
        assertThat(provider.asked("/impostor/token")).isZero();
    }

    @Test
    void aDiscoveryDocumentThatPointsToPrivateAddressesIsRefused() {
        Tenant other = tenant();
        String issuer = provider.issuer("inner");
        String document = """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"http://169.254.169.254/token",
                 "jwks_uri":"%s/jwks","subject_types_supported":["public"]}""".formatted(issuer, issuer, issuer);
        provider.misbehave("/inner/.well-known/openid-configuration", 200, document);
        set(other, "inner");
        assertThat(vera.get(path(other, "sign-in")).status()).isEqualTo(502);
    }

    @Test
    void whatIsWrongIsToldOnceAndHoldsNoSecret() {
        provider.misbehave(
                "/acme/token", 401, "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}");
        refused();
        assertThat(comeBack(vera.get(path(acme, "sign-in"))).status()).isEqualTo(502);
        assertThat(troubles()).singleElement().asString().doesNotContain(SECRET);
    }

    @Test
    void aProviderThatHouseholdsAreKnownByIsNotReplacedByAccident() {
        provider.nextIs("acme", "vera", CLIENT, Map.of());
        signIn(acme);
        assertThatThrownBy(() -> set(acme, "globex"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("\"replace\": true");
        set(acme, "acme");
        methods.put(
                acme.scope(), new NewSignInMethod("oidc", provider.issuer("globex"), CLIENT, null, null), true, OWNER);
        assertThat(vera.get(path(acme, "sign-in?another=yes")).status()).isEqualTo(200);
    }

    private void refused() {
        refused(comeBack(vera.get(path(acme, "sign-in"))));
    }

    private void refused(Page page) {
        assertThat(page.status()).as(page.body()).isEqualTo(502);
        assertThat(page.heading()).isEqualTo("Signing in does not work");
        assertThat(vera.cookie("session-" + acme.slug())).isEmpty();
        assertThat(troubles()).hasSize(1);
    }

    private Page signedIn(RSAKey key, long seconds) throws JOSEException {
        vera.forget();
        Page leaving = vera.get(path(acme, "sign-in"));
        return signedIn(leaving, key, claims(leaving, seconds));
    }

    private Page signedIn(Page leaving, RSAKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        provider.misbehave("/acme/token", 200, tokens(token.serialize()));
        return comeBack(leaving);
    }

    private JWTClaimsSet claims(Page leaving, long seconds) {
        Instant now = InstantSource.system().instant();
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer("acme"))
                .subject("vera")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(seconds)))
                .claim("nonce", parameters(leaving).get("nonce"))
                .build();
    }

    private static String tokens(String idToken) {
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"" + idToken + "\"}";
    }

    private List<String> troubles() {
        return audit.newestFirst(acme.scope(), "~", 100).stream()
                .filter(entry -> entry.action().equals("sign_in.provider_trouble"))
                .map(AuditEntry::detail)
                .toList();
    }

    /** All the way, as a browser goes it. */
    private Page signIn(Tenant tenant) {
        return vera.follow(comeBack(vera.get(path(tenant, "sign-in"))));
    }

    /** From our page to the provider, which lets everybody in, and back. */
    private Page comeBack(Page leaving) {
        return vera.get(callback(provider(leaving)));
    }

    /** What comes back with these instead of what the provider would send. */
    private Page back(String query) {
        Page leaving = vera.get(path(acme, "sign-in"));
        return vera.get(
                path(acme, "sign-in/callback?state=" + parameters(leaving).get("state") + "&" + query));
    }

    /** Where the provider sends the browser back to. */
    private static URI provider(Page leaving) {
        assertThat(leaving.status()).as(leaving.body()).isEqualTo(303);
        return URI.create(new TestBrowser(URI.create("http://localhost"))
                .get(leaving.location())
                .location());
    }

    private static String callback(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static Map<String, String> parameters(Page leaving) {
        return Arrays.stream(URI.create(leaving.location()).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static String path(Tenant tenant, String rest) {
        return "/t/" + tenant.slug() + "/" + rest;
    }

    private Tenant tenant() {
        count++;
        return tenants.create("provided-" + count, "Provided " + count, "operator");
    }

    private void set(Tenant tenant, String name) {
        methods.put(
                tenant.scope(),
                new NewSignInMethod("oidc", provider.issuer(name), CLIENT, Secret.of(SECRET), null),
                false,
                OWNER);
    }
}
