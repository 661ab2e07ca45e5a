package dev.linkhub.api.branding;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
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

    /** Replaces the whole of it: what is absent is unset. */
    @Put
    BrandingView putBranding(TenantCaller caller, @Body NewBranding body) {
        caller.requireLive();
        return BrandingView.from(brandings.put(caller.tenant(), body.forDomain(), caller.actor()));
    }

    /**
     * What a tenant says of its look.
     *
     * @param primaryColor {@code #rrggbb}
     * @param logoUrl an https address that households' browsers fetch
     * @param supportUrl an https address
     * @param locale a BCP 47 language tag such as {@code de-AT}
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewBranding(
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale)
            implements JsonRequest {

        Branding forDomain() {
            return new Branding(displayName, primaryColor, logoUrl, supportEmail, supportUrl, locale);
        }
    }

    /** The look as stored. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BrandingView(
            String displayName,
            String primaryColor,
            @Nullable String logoUrl,
            @Nullable String supportEmail,
            @Nullable String supportUrl,
            @Nullable String locale) {

        static BrandingView from(Branding branding) {
            return new BrandingView(
                    branding.displayName(),
                    branding.primaryColor(),
                    branding.logoUrl(),
                    branding.supportEmail(),
                    branding.supportUrl(),
                    branding.locale());
        }
    }
}
