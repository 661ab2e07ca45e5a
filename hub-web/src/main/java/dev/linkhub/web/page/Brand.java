package dev.linkhub.web.page;

import dev.linkhub.branding.Branding;
import dev.linkhub.tenant.Tenant;
import io.micronaut.core.annotation.Introspected;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whose page it is, as its frame shows.
 *
 * @param stylesheet the path of the stylesheet with the tenant's colours, or null for the hub's own
 */
@Introspected
public record Brand(
        String name,
        @Nullable String stylesheet,
        @Nullable String logoUrl,
        @Nullable String supportEmail,
        @Nullable String supportUrl) {

    /** For pages that are no tenant's. */
    public static final Brand HUB = new Brand("Link Hub", null, null, null, null);

    static Brand of(Tenant tenant, Branding branding) {
        return new Brand(
                branding.displayName(),
                "/t/" + tenant.slug() + "/brand.css",
                branding.logoUrl(),
                branding.supportEmail(),
                branding.supportUrl());
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

    /** What the browser may load pictures from: the logo's origin and nothing else. */
    String pictureSources() {
        if (logoUrl == null) {
            return "'none'";
        }
        URI uri = URI.create(logoUrl);
        return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
