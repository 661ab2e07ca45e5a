package dev.linkhub.api.branding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.wording.Language;
import dev.linkhub.wording.OwnWording;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The look of the tenant's pages. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/branding")
@Secured("settings:write")
@ExecuteOn(TaskExecutors.BLOCKING)
class BrandingController {

    private final Brandings brandings;

    BrandingController(Brandings brandings) {
        this.brandings = brandings;
    }

    /** Shows it; what was never set is the tenant's name in the hub's colour. */
    @Get
    BrandingView getBranding(TenantCaller caller) {
        return BrandingView.from(brandings.of(caller.tenant()));
    }

    /**
     * Replaces the whole of it: what is absent is unset. The hub fetches the pictures now, once, and serves them itself; the
     * address that it has a picture from already is not fetched again.
     */
    @Put
    BrandingView putBranding(TenantCaller caller, @Body NewBranding body) {
        caller.requireLive();
        return BrandingView.from(brandings.put(caller.tenant(), body.forDomain(), caller.actor()));
    }

    /**
     * What a tenant says of its look.
     *
     * @param primaryColor {@code #rrggbb}
     * @param logoUrl an https address of a PNG, JPEG, GIF or SVG of at most 256 KiB, which answers without a redirect; to have a
     *     picture fetched anew, change its address
     * @param faviconUrl the same for the picture in the browser's tab
     * @param supportUrl an https address
     * @param locale a BCP 47 language tag such as {@code de-AT}: for browsers that want none of the languages
     * @param languages tags of those that households can have, chosen by their browser; absent for all
     * @param wording texts in the tenant's own words, by language tag and {@link dev.linkhub.wording.OwnText} in lower case
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewBranding(
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String faviconUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale,
            @Nullable List<String> languages,
            @Nullable Map<String, Map<String, String>> wording)
            implements JsonRequest {

        Branding forDomain() {
            return new Branding(
                    displayName,
                    primaryColor,
                    logoUrl,
                    faviconUrl,
                    supportEmail,
                    supportUrl,
                    locale,
                    Language.read("languages", languages),
                    OwnWording.read("wording", wording));
        }
    }

    /**
     * The look as stored.
     *
     * @param colorNotes where the primary colour is drawn differently, and why; absent if nowhere
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BrandingView(
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String faviconUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale,
            List<String> languages,
            @Nullable Map<String, Map<String, String>> wording,
            @Nullable List<String> colorNotes) {

        static BrandingView from(Branding branding) {
            List<String> notes = branding.colors().adjustments(branding.primaryColor());
            return new BrandingView(
                    branding.displayName(),
                    branding.primaryColor(),
                    branding.logoUrl(),
                    branding.faviconUrl(),
                    branding.supportEmail(),
                    branding.supportUrl(),
                    branding.locale(),
                    branding.languages().offered().stream()
                            .sorted()
                            .map(Language::tag)
                            .toList(),
                    branding.wording().texts().isEmpty()
                            ? null
                            : branding.wording().byName(),
                    notes.isEmpty() ? null : notes);
        }
    }
}
