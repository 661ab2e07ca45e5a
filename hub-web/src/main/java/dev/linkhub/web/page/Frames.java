package dev.linkhub.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.branding.Look;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.wording.Languages;
import dev.linkhub.wording.OwnWording;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Frames pages as their tenant wants, in the language that the browser wants. */
@Singleton
class Frames {

    private static final int MOST_TENANTS_IN_MEMORY = 10_000;

    private final Brandings brandings;
    private final Cache<String, Style> lastSeen =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS_IN_MEMORY).build();

    Frames(Brandings brandings) {
        this.brandings = brandings;
    }

    Frame of(HttpRequest<?> request, Tenant tenant) {
        Style style = Style.of(tenant, brandings.look(tenant.scope()));
        lastSeen.put(tenant.slug(), style);
        return style.frame(request);
    }

    /**
     * As the tenant looked when last asked for, without asking the database: for answers that must stay cheap or that say
     * that the database is away.
     */
    Frame lastSeen(HttpRequest<?> request, String slug) {
        Style style = lastSeen.getIfPresent(slug);
        return style == null ? ofNobody(request) : style.frame(request);
    }

    /** For pages that are no tenant's. */
    Frame ofNobody(HttpRequest<?> request) {
        return Style.HUB.frame(request);
    }

    private record Style(Brand brand, Languages languages, OwnWording wording) {

        static final Style HUB = new Style(Brand.HUB, Languages.ALL, OwnWording.NONE);

        static Style of(Tenant tenant, Look look) {
            Branding branding = look.branding();
            return new Style(Brand.of(tenant, look), branding.languages(), branding.wording());
        }

        Frame frame(HttpRequest<?> request) {
            return Frame.of(brand, languages.choose(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)), wording);
        }
    }
}
