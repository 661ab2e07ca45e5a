package dev.linkhub.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.id.Sha256;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.PictureServer;
import dev.linkhub.wording.OwnWording;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.egress-allow", value = "localhost")
class BrandingsTest implements HubTest {

    private static final Actor KEY = new Actor("key_1");

    @Inject
    Brandings brandings;

    @Inject
    Tenants tenants;

    @Inject
    AuditTrail audit;

    private PictureServer cdn;
    private TenantScope tenant;
    private Branding full;
    private int count;

    @BeforeEach
    void tenant() throws IOException {
        cdn = PictureServer.start();
        tenant = tenants.create("acme-" + ++count, "Acme", "operator").scope();
        full = new Branding(
                "Acme Home 🏠",
                "#AB12CD",
                cdn.address("/logo.png?v=1"),
                cdn.address("/icon.svg"),
                "help@example.com",
                "https://example.com/help",
                "de-at",
                Set.of(),
                OwnWording.NONE);
    }

    @AfterEach
    void stop() {
        cdn.close();
    }

    @Test
    void aTenantThatHasSetNothingShowsItsNameInAReadableColour() {
        Branding branding = brandings.of(tenant);
        assertThat(branding.displayName()).isEqualTo("Acme");
        assertThat(branding.logoUrl()).isNull();
        assertThat(branding.colors().onFill()).isEqualTo("#ffffff");
    }

    @Test
    void whatIsPutIsShownAndRecordedForThisTenantOnly() {
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();

        Branding stored = brandings.put(tenant, full, KEY);

        assertThat(brandings.of(tenant)).isEqualTo(stored);
        assertThat(stored)
                .isEqualTo(new Branding(
                        "Acme Home 🏠",
                        "#ab12cd",
                        cdn.address("/logo.png?v=1"),
                        cdn.address("/icon.svg"),
                        "help@example.com",
                        "https://example.com/help",
                        "de-AT",
                        Set.of(),
                        OwnWording.NONE));
        assertThat(brandings.of(other).displayName()).isEqualTo("Other");
        assertThat(audit.newestFirst(tenant, "~", 1).getFirst())
                .returns("branding.changed", entry -> entry.action())
                .returns("key_1", entry -> entry.actor());
    }

    @Test
    void puttingAgainReplacesAllOfIt() {
        brandings.put(tenant, full, KEY);
        brandings.put(
                tenant, new Branding("Plain", "#000000", null, null, null, null, null, Set.of(), OwnWording.NONE), KEY);
        assertThat(brandings.of(tenant))
                .isEqualTo(new Branding("Plain", "#000000", null, null, null, null, null, Set.of(), OwnWording.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "logo_url,http://cdn.example.com/logo.svg,-,-,-",
                "logo_url,data:image/png;base64:x,-,-,-",
                "logo_url,https://user@cdn.example.com/l.svg,-,-,-",
                "logo_url,https://cdn.example.com;script-src *,-,-,-",
                "support_email,-,nobody,-,-",
                "support_url,-,-,http://example.com/help,-",
                "support_url,-,-,javascript:alert(1),-",
                "locale,-,-,-,english please",
                "locale,-,-,-,x-private",
            })
    void aBadValueIsRefusedByItsFieldAndChangesNothing(
            String field, String logoUrl, String supportEmail, String supportUrl, String locale) {
        Branding before = brandings.of(tenant);
        Branding bad = new Branding(
                "Acme", "#123456", logoUrl, null, supportEmail, supportUrl, locale, Set.of(), OwnWording.NONE);

        assertThatThrownBy(() -> brandings.put(tenant, bad, KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(field));
        assertThat(brandings.of(tenant)).isEqualTo(before);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Branding bad = new Branding(
                " ",
                "red",
                "http://a.example",
                "http://b.example",
                "b",
                "ftp://c.example",
                "??",
                Set.of(),
                OwnWording.NONE);
        assertThatThrownBy(() -> brandings.put(tenant, bad, KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(
                                        "display_name",
                                        "primary_color",
                                        "logo_url",
                                        "favicon_url",
                                        "support_email",
                                        "support_url",
                                        "locale"));
    }

    @Test
    void picturesAreFetchedOnceAndServedAsTheHubDrewThem() throws IOException {
        brandings.put(tenant, full, KEY);
        brandings.put(tenant, full, KEY);
        assertThat(cdn.asked()).containsExactlyInAnyOrder("/logo.png?v=1", "/icon.svg");

        Look look = brandings.look(tenant);
        String sha256 = look.picture(PictureKind.LOGO).orElseThrow();
        byte[] png = brandings.picture(tenant, PictureKind.LOGO, sha256).orElseThrow();
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(drawn.getWidth()).isEqualTo(320);
        assertThat(HexFormat.of().formatHex(Sha256.of(png))).isEqualTo(sha256);
        String icon = look.picture(PictureKind.FAVICON).orElseThrow();
        assertThat(brandings.picture(tenant, PictureKind.FAVICON, icon)).isPresent();

        assertThat(brandings.picture(tenant, PictureKind.FAVICON, sha256)).isEmpty();
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();
        assertThat(brandings.picture(other, PictureKind.LOGO, sha256)).isEmpty();
        assertThat(brandings.look(other).pictures()).isEmpty();
    }

    @Test
    void anotherAddressIsFetchedAndNoneForgetsThePicture() {
        brandings.put(tenant, full, KEY);
        String before = brandings.look(tenant).picture(PictureKind.LOGO).orElseThrow();

        brandings.put(tenant, withLogo(cdn.address("/wider-one.png")), KEY);
        String after = brandings.look(tenant).picture(PictureKind.LOGO).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(brandings.picture(tenant, PictureKind.LOGO, before)).isEmpty();

        brandings.put(tenant, withLogo(null), KEY);
        assertThat(brandings.look(tenant).pictures()).isEmpty();
        assertThat(brandings.picture(tenant, PictureKind.LOGO, after)).isEmpty();
    }

    @Test
    void aPictureThatSomebodyUnsetMeanwhileIsFetchedAgain() {
        brandings.put(tenant, withLogo(full.logoUrl()), KEY);
        cdn.beforeAnswering("/icon.svg", () -> brandings.put(tenant, withLogo(null), KEY));

        brandings.put(tenant, full, KEY);
        assertThat(brandings.of(tenant).logoUrl()).isEqualTo(full.logoUrl());
        assertThat(brandings.look(tenant).pictures()).containsOnlyKeys(PictureKind.LOGO, PictureKind.FAVICON);
        assertThat(cdn.asked()).filteredOn("/logo.png?v=1"::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, could not be fetched: the answer was 404",
        "/redirect, redirects elsewhere",
        "/page, neither PNG",
        "/large, more than 262144 bytes",
    })
    void whatIsNoPictureIsRefusedByItsFieldAndTheOldOneStays(String path, String why) {
        brandings.put(tenant, full, KEY);
        Look before = brandings.look(tenant);
        assertThatThrownBy(() -> brandings.put(tenant, withLogo(cdn.address(path)), KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo("logo_url");
                            assertThat(error.message()).contains(why);
                        }));
        assertThat(brandings.look(tenant)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1/l.png", "https://169.254.169.254/latest/meta-data", "https://[::1]/l.png"})
    void noPictureIsFetchedFromTheOperatorsNetwork(String address) {
        assertThatThrownBy(() -> brandings.put(tenant, withLogo(address), KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .asString()
                                .contains("not on the open internet"));
    }

    private static Branding withLogo(@Nullable String address) {
        return new Branding("Acme", "#123456", address, null, null, null, null, Set.of(), OwnWording.NONE);
    }
}
