package dev.linkhub.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.household.Households;
import dev.linkhub.signin.SignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class SignInOverHttpTest implements ApiTest {

    private static final String PATH = "/api/v1/sign-in";
    private static final String PROVIDER = """
            {"type":"oidc","issuer":"https://login.vista.example","client_id":"hub","client_secret":"s3cret-of-the-client"}""";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Inject
    SignInMethods methods;

    @Inject
    Households households;

    @Test
    void itIsTheHubsAccountsUntilItIsSetAndThenWhatWasSet() {
        Tenant tenant = tenants.tenant();
        String key = tenants.key(tenant);
        assertThat(http.as(key).get(PATH).text()).isEqualTo("{\"type\":\"hub\"}");

        Answer set = http.as(key).json("PUT", PATH, PROVIDER);

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.get("issuer")).isEqualTo("https://login.vista.example");
        assertThat(set.get("scopes")).isEqualTo("openid email profile");
        assertThat(set.get("redirect_uri")).asString().endsWith("/t/" + tenant.slug() + "/sign-in/callback");
        assertThat(http.as(key).get(PATH).text()).isEqualTo(set.text());
        assertThat(http.as(key).json("PUT", PATH, "{\"type\":\"hub\"}").text()).isEqualTo("{\"type\":\"hub\"}");
    }

    @Test
    void theSecretNeverComesBackAndStaysWhileTheClientDoes() {
        Tenant tenant = tenants.tenant();
        String key = tenants.key(tenant);
        assertThat(http.as(key).json("PUT", PATH, PROVIDER).text()).doesNotContain("s3cret");
        assertThat(http.as(key).get(PATH).text()).doesNotContain("s3cret");
        assertThat(http.as(key).get("/api/v1/audit").text())
                .contains("sign_in.changed")
                .doesNotContain("s3cret");

        http.as(key)
                .json(
                        "PUT",
                        PATH,
                        "{\"type\":\"oidc\",\"issuer\":\"https://login.vista.example\",\"client_id\":\"hub\",\"scopes\":\"profile\"}");
        assertThat(secretIsKept(tenant)).isTrue();
        assertThat(http.as(key).get(PATH).get("scopes")).isEqualTo("openid profile");

        http.as(key)
                .json(
                        "PUT",
                        PATH,
                        "{\"type\":\"oidc\",\"issuer\":\"https://login.vista.example\",\"client_id\":\"another\"}");
        assertThat(secretIsKept(tenant)).isFalse();
    }

    @Test
    void wrongValuesAre422AndNamed() {
        String key = tenants.key(tenants.tenant());
        Answer refused = http.as(key)
                .json(
                        "PUT",
                        PATH,
                        "{\"type\":\"oidc\",\"issuer\":\"http://10.0.0.7/login\",\"client_secret\":\"\",\"scopes\":\"a\\\"b\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactlyInAnyOrder("issuer", "client_id", "client_secret", "scopes");
        assertThat(http.as(key).json("PUT", PATH, "{\"type\":\"saml\"}").wrongFields())
                .containsExactly("type");
        for (String issuer :
                new String[] {"https://a:b@login.example", "https://login.example/?x=1", "login", "https:///x"}) {
            assertThat(http.as(key)
                            .json("PUT", PATH, "{\"type\":\"oidc\",\"client_id\":\"c\",\"issuer\":\"" + issuer + "\"}")
                            .wrongFields())
                    .as(issuer)
                    .containsExactly("issuer");
        }
        assertThat(http.as(key).get(PATH).text()).isEqualTo("{\"type\":\"hub\"}");
    }

    @Test
    void whatHouseholdsAreKnownByIsReplacedOnlyWhenThatIsMeant() {
        Tenant tenant = tenants.tenant();
        String key = tenants.key(tenant);
        households.findOrCreate(tenant.scope(), Households.HUB, "acc_1", "vera@example.com");

        Answer conflict = http.as(key).json("PUT", PATH, PROVIDER);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text()).contains("\\\"replace\\\": true");
        assertThat(http.as(key).get(PATH).text()).isEqualTo("{\"type\":\"hub\"}");

        String meant = PROVIDER.replace("{\"type\"", "{\"replace\":true,\"type\"");
        assertThat(http.as(key).json("PUT", PATH, meant).status()).isEqualTo(200);
    }

    @Test
    void itNeedsTheScopeAndALiveKeyToChangeAndIsTheTenantsOwn() {
        Tenant tenant = tenants.tenant();
        assertThat(http.as(tenants.key(tenant, ApiScope.APPS_READ)).get(PATH).status())
                .isEqualTo(403);
        assertThat(http.as(tenants.testKey(tenant)).json("PUT", PATH, PROVIDER).status())
                .isEqualTo(403);
        http.as(tenants.key(tenant)).json("PUT", PATH, PROVIDER);
        assertThat(http.as(tenants.key(tenants.tenant())).get(PATH).text()).isEqualTo("{\"type\":\"hub\"}");
    }

    private boolean secretIsKept(Tenant tenant) {
        return methods.of(tenant.scope()) instanceof SignInMethod.Oidc oidc && oidc.clientSecret() != null;
    }
}
