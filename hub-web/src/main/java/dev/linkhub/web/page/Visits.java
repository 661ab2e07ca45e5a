package dev.linkhub.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.linkhub.branding.Brandings;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whose page a browser is on and who has signed in there. */
@Singleton
public class Visits {

    private static final int MOST_TENANTS_IN_MEMORY = 10_000;

    private final Tenants tenants;
    private final Brandings brandings;
    private final HouseholdSessions sessions;
    private final BrowserCookies cookies;
    private final Cache<String, Brand> lastSeen =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS_IN_MEMORY).build();

    Visits(Tenants tenants, Brandings brandings, HouseholdSessions sessions, BrowserCookies cookies) {
        this.tenants = tenants;
        this.brandings = brandings;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** The visit, unless there is no such tenant. */
    public Optional<Visit> of(HttpRequest<?> request, String slug) {
        return tenants.bySlug(slug)
                .map(tenant -> new Visit(tenant, brand(tenant), signedIn(request, slug, tenant.scope())));
    }

    /**
     * How the tenant looked when last asked for, without asking the database: for answers that must stay cheap or that
     * say that the database is away.
     */
    Brand lastSeenBrand(String slug) {
        return Optional.ofNullable(lastSeen.getIfPresent(slug)).orElse(Brand.HUB);
    }

    private Brand brand(Tenant tenant) {
        Brand brand = Brand.of(tenant, brandings.look(tenant.scope()));
        lastSeen.put(tenant.slug(), brand);
        return brand;
    }

    private Visit.@Nullable SignedIn signedIn(HttpRequest<?> request, String slug, TenantScope tenant) {
        Optional<CookieSecret> cookie = cookies.session(slug).secret(request);
        return cookie.flatMap(secret ->
                        sessions.find(tenant, secret.secret()).map(household -> new Visit.SignedIn(household, secret)))
                .orElse(null);
    }
}
