package dev.linkhub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.PictureServer;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import dev.linkhub.wording.OwnWording;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
@Property(name = "hub.egress-allow", value = "localhost")
class BrandedPagesTest implements HubTest {

    private static final String SIGN_IN = "/t/acme/sign-in";

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    @Inject
    Brandings brandings;

    private Tenant acme;
    private TestBrowser browser;

    @BeforeAll
    void tenant() {
        acme = tenants.create("acme", "Acme", "operator");
    }

    @BeforeEach
    void browser() {
        browser = new TestBrowser(server.getURI());
    }

    @Test
    void whereThereIsNoIconBrowsersAreToldSoWithoutAnError() {
        Page none = browser.get("/favicon.ico");
        assertThat(none.status()).isEqualTo(204);
        assertThat(none.header("cache-control")).isEqualTo("public, max-age=86400");
    }

    @Test
    void markupInNamesAndAddressesIsShownAsText() {
        String evil = "<script>alert(1)</script>\"'&";
        brandings.put(
                acme.scope(),
                new Branding(evil, "#123456", null, null, null, null, null, Set.of(), OwnWording.NONE),
                Actor.OPERATOR);
        Page form = browser.get(SIGN_IN);
        assertThat(form.document().select("script")).isEmpty();
        assertThat(form.document().select(".name").text()).isEqualTo(evil);
        Page again = browser.submit(form, SIGN_IN, Map.of("email", "\"><img src=x onerror=alert(1)>", "password", "x"));
        assertThat(again.document().select("img")).isEmpty();
        assertThat(again.document().select("#email").attr("value")).isEqualTo("\"><img src=x onerror=alert(1)>");
    }

    @Test
    void thePageLooksLikeTheTenants() throws IOException {
        try (PictureServer cdn = PictureServer.start()) {
            brandings.put(
                    acme.scope(),
                    new Branding(
                            "Acme Home",
                            "#ffd400",
                            cdn.address("/logo.png"),
                            cdn.address("/icon.svg"),
                            "help@example.com",
                            "https://example.com/help",
                            null,
                            Set.of(),
                            OwnWording.NONE),
                    Actor.OPERATOR);
        }
        Page page = browser.get(SIGN_IN);
        assertThat(page.document().select(".name").text()).isEqualTo("Acme Home");
        assertThat(page.header("content-security-policy"))
                .contains("img-src 'self';")
                .doesNotContain("localhost");
        assertThat(page.document().select("footer a").eachAttr("href"))
                .containsExactly("mailto:help@example.com", "https://example.com/help");
        Page colours = browser.get("/t/acme/brand.css");
        assertThat(colours.header("content-type")).startsWith("text/css");
        assertThat(colours.body()).contains("--fill: #ffd400; --on-fill: #16181d;");
        for (String picture : List.of(
                page.document().select("img.logo").attr("src"),
                page.document().select("link[rel=icon]").attr("href"))) {
            Page drawn = browser.get(picture);
            assertThat(drawn.status()).as(picture).isEqualTo(200);
            assertThat(drawn.header("content-type")).isEqualTo("image/png");
            assertThat(drawn.header("cache-control")).contains("immutable");
            assertThat(drawn.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logo-0000000000000000000000000000000000000000000000000000000000000000.png",
                "logo.png",
                "banner-0000000000000000000000000000000000000000000000000000000000000000.png",
                "..%2f..%2fassets"
            })
    void thereIsNoOtherPicture(String name) {
        assertThat(browser.get("/t/acme/brand/" + name).status()).isEqualTo(404);
    }
}
