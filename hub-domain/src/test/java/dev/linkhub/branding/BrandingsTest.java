package dev.linkhub.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class BrandingsTest implements HubTest {

    private static final Actor KEY = new Actor("key_1");
    private static final Branding FULL = new Branding(
            "Acme Home 🏠",
            "#AB12CD",
            "https://cdn.example.com/logo.svg?v=1",
            "help@example.com",
            "https://example.com/help",
            "de-at");

    @Inject
    Brandings brandings;

    @Inject
    Tenants tenants;

    @Inject
    AuditTrail audit;

    private TenantScope tenant;
    private int count;

    @BeforeEach
    void tenant() {
        tenant = tenants.create("acme-" + ++count, "Acme", "operator").scope();
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

        Branding stored = brandings.put(tenant, FULL, KEY);

        assertThat(brandings.of(tenant)).isEqualTo(stored);
        assertThat(stored)
                .isEqualTo(new Branding(
                        "Acme Home 🏠",
                        "#ab12cd",
                        "https://cdn.example.com/logo.svg?v=1",
                        "help@example.com",
                        "https://example.com/help",
                        "de-AT"));
        assertThat(brandings.of(other).displayName()).isEqualTo("Other");
        assertThat(audit.newestFirst(tenant, "~", 1).getFirst())
                .returns("branding.changed", entry -> entry.action())
                .returns("key_1", entry -> entry.actor());
    }

    @Test
    void puttingAgainReplacesAllOfIt() {
        brandings.put(tenant, FULL, KEY);
        brandings.put(tenant, new Branding("Plain", "#000000", null, null, null, null), KEY);
        assertThat(brandings.of(tenant)).isEqualTo(new Branding("Plain", "#000000", null, null, null, null));
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
        Branding bad = new Branding("Acme", "#123456", logoUrl, supportEmail, supportUrl, locale);

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
        Branding bad = new Branding(" ", "red", "http://a.example", "b", "ftp://c.example", "??");
        assertThatThrownBy(() -> brandings.put(tenant, bad, KEY))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(
                                        "display_name",
                                        "primary_color",
                                        "logo_url",
                                        "support_email",
                                        "support_url",
                                        "locale"));
    }
}
