package dev.linkhub.api.branding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.testing.PictureServer;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("persistence")
@MicronautTest(transactional = false)
@Property(name = "hub.egress-allow", value = "localhost")
class BrandingOverHttpTest implements ApiTest {

    private static final String PATH = "/api/v1/branding";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Test
    void itIsTheTenantsNameUntilItIsSetAndThenWhatWasSet() throws IOException {
        String key = tenants.key(tenants.tenant());
        assertThat(http.as(key).get(PATH).get("display_name")).isEqualTo("A tenant");

        try (PictureServer cdn = PictureServer.start()) {
            Answer set = http.as(key)
                    .json(
                            "PUT",
                            PATH,
                            "{\"display_name\":\"<i>Vista</i>\",\"primary_color\":\"#AA3366\",\"logo_url\":\"%s\",\"favicon_url\":\"%s\",\"locale\":\"de-AT\"}"
                                    .formatted(cdn.address("/l.png"), cdn.address("/f.svg")));

            assertThat(set.status()).isEqualTo(200);
            Answer shown = http.as(key).get(PATH);
            assertThat(shown.text()).isEqualTo(set.text());
            assertThat(shown.get("display_name")).isEqualTo("<i>Vista</i>");
            assertThat(shown.get("primary_color")).isEqualTo("#aa3366");
            assertThat(shown.get("favicon_url")).isEqualTo(cdn.address("/f.svg"));
            assertThat(shown.get("support_email")).isNull();
        }
        http.as(key).json("PUT", PATH, "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\"}");
        assertThat(http.as(key).get(PATH).get("logo_url")).isNull();
    }

    @Test
    void aPictureThatCannotBeFetchedIs422AndSaysWhy() throws IOException {
        String key = tenants.key(tenants.tenant());
        try (PictureServer cdn = PictureServer.start()) {
            Answer refused = http.as(key)
                    .json(
                            "PUT",
                            PATH,
                            "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\",\"logo_url\":\"%s\",\"favicon_url\":\"https://10.0.0.7/x.png\"}"
                                    .formatted(cdn.address("/missing")));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactlyInAnyOrder("logo_url", "favicon_url");
            assertThat(refused.text()).contains("the answer was 404", "not on the open internet");
        }
        assertThat(http.as(key).get(PATH).get("display_name")).isEqualTo("A tenant");
    }

    @Test
    void aColourThatIsHardToReadIsAdjustedAndTheAnswerSaysSo() {
        String key = tenants.key(tenants.tenant());
        assertThat(http.as(key)
                        .json("PUT", PATH, "{\"display_name\":\"V\",\"primary_color\":\"#ffd400\"}")
                        .text())
                .contains("\"color_notes\":[\"#ffd400 is drawn as #")
                .contains("for text on light pages");
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
    void languagesAndOwnWordsAreSetAndShown() {
        String key = tenants.key(tenants.tenant());
        assertThat(http.as(key).get(PATH).text()).contains("\"languages\":[\"en\",\"de\",\"fr\",\"es\",\"ja\"]");

        Answer set = http.as(key).json("PUT", PATH, """
                        {"display_name":"V","primary_color":"#aa3366","locale":"de-AT","languages":["ja","de"],
                         "wording":{"de":{"home_note":" Gr\u00fc\u00dfe, <b>Ihr</b> V "}}}""");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.text())
                .contains("\"languages\":[\"de\",\"ja\"]")
                .contains("\"wording\":{\"de\":{\"home_note\":\"Gr\u00fc\u00dfe, <b>Ihr</b> V\"}}");
        assertThat(http.as(key).get(PATH).text()).isEqualTo(set.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "languages":["nl"]                          | languages
            "languages":[]                              | languages
            "languages":["en","en","de-AT"]             | languages
            "languages":["en"],"locale":"de"            | locale
            "wording":{"nl":{"home_note":"x"}}          | wording
            "wording":{"de":{"password":"x"}}           | wording.de
            "wording":{"de":{"home_note":""}}           | wording.de.home_note
            "wording":{"de":{"home_note":null}}         | wording
            "wording":{"de":"home_note"}                | wording
            "wording":["de"]                            | wording
            "wording":{"de":null}                       | wording
            """)
    void whatCannotBeSaidIsNamedAndNothingIsChanged(String member, String field) {
        String key = tenants.key(tenants.tenant());
        Answer refused = http.as(key)
                .json("PUT", PATH, "{\"display_name\":\"V\",\"primary_color\":\"#aa3366\",%s}".formatted(member));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly(field);
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
