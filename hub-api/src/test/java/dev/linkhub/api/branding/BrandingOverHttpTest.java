package dev.linkhub.api.branding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class BrandingOverHttpTest implements ApiTest {

    private static final String PATH = "/api/v1/branding";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Test
    void itIsTheTenantsNameUntilItIsSetAndThenWhatWasSet() {
        String key = tenants.key(tenants.tenant());
        assertThat(http.as(key).get(PATH).get("display_name")).isEqualTo("A tenant");

        Answer set = http.as(key)
                .json(
                        "PUT",
                        PATH,
                        "{\"display_name\":\"<i>Vista</i>\",\"primary_color\":\"#AA3366\",\"logo_url\":\"https://example.com/l.png\",\"locale\":\"de-AT\"}");

        assertThat(set.status()).isEqualTo(200);
        Answer shown = http.as(key).get(PATH);
        assertThat(shown.text()).isEqualTo(set.text());
        assertThat(shown.get("display_name")).isEqualTo("<i>Vista</i>");
        assertThat(shown.get("primary_color")).isEqualTo("#aa3366");
        assertThat(shown.get("support_email")).isNull();
        http.as(key).json("PUT", PATH, "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\"}");
        assertThat(http.as(key).get(PATH).get("logo_url")).isNull();
    }

    @Test
    void plainHttpAddressesAndOtherWrongValuesAre422AndNamed() {
        String key = tenants.key(tenants.tenant());

        Answer refused = http.as(key)
                .json(
                        "PUT",
                        PATH,
                        "{\"display_name\":\"V\",\"primary_color\":\"red\",\"logo_url\":\"http://example.com/l.png\",\"support_url\":\"javascript:alert(1)\",\"support_email\":\"x\",\"locale\":\"??\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields())
                .containsExactlyInAnyOrder("primary_color", "logo_url", "support_url", "support_email", "locale");
        assertThat(http.as(key).get(PATH).get("display_name")).isEqualTo("A tenant");
    }

    @Test
    void itNeedsTheScopeAndALiveKeyToChange() {
        Tenant tenant = tenants.tenant();
        String body = "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\"}";
        assertThat(http.as(tenants.key(tenant, ApiScope.APPS_READ)).get(PATH).status())
                .isEqualTo(403);
        assertThat(http.as(tenants.testKey(tenant)).json("PUT", PATH, body).status())
                .isEqualTo(403);
    }
}
