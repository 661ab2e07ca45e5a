package dev.linkhub.web.page;

import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Look;
import dev.linkhub.branding.PictureKind;
import dev.linkhub.tenant.Tenant;
import io.micronaut.core.annotation.Introspected;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is, as its frame shows.
 *
 * @param stylesheet the path of the stylesheet with the tenant's colours, or null for the hub's own
 * @param logo the path of the tenant's logo, which the hub serves
 * @param favicon the path of the picture in the browser's tab
 */
@Introspected
public record Brand(
        String name,
        @Nullable String stylesheet,
        @Nullable String logo,
        @Nullable String favicon,
        @Nullable String supportEmail,
        @Nullable String supportUrl) {

    /** For pages that are no tenant's. */
    public static final Brand HUB = new Brand("Link Hub", null, null, null, null, null);

    static Brand of(Tenant tenant, Look look) {
        Branding branding = look.branding();
        return new Brand(
                branding.displayName(),
                "/t/" + tenant.slug() + "/brand.css",
                path(tenant, look, PictureKind.LOGO),
                path(tenant, look, PictureKind.FAVICON),
                branding.supportEmail(),
                branding.supportUrl());
    }

    private static @Nullable String path(Tenant tenant, Look look, PictureKind kind) {
        return look.picture(kind)
                .map(sha256 -> "/t/%s/brand/%s-%s.png".formatted(tenant.slug(), kind.text(), sha256))
                .orElse(null);
    }

    /** Where to write to, for a link. */
    public @Nullable String supportMailto() {
        return supportEmail == null
                ? null
                : "mailto:"
                        + URLEncoder.encode(supportEmail, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("%40", "@");
    }
}
