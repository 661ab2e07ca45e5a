package dev.linkhub.web.page;

import dev.linkhub.household.HouseholdSessions;
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

    private final Tenants tenants;
    private final Frames frames;
    private final HouseholdSessions sessions;
    private final BrowserCookies cookies;

    Visits(Tenants tenants, Frames frames, HouseholdSessions sessions, BrowserCookies cookies) {
        this.tenants = tenants;
        this.frames = frames;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** The visit, unless there is no such tenant. */
    public Optional<Visit> of(HttpRequest<?> request, String slug) {
        return tenants.bySlug(slug)
                .map(tenant -> new Visit(tenant, frames.of(request, tenant), signedIn(request, slug, tenant.scope())));
    }

    /** Whether the session of a visit lives on, for pages that stay open. */
    public boolean isStillSignedIn(Visit visit) {
        Visit.SignedIn signedIn = visit.signedIn();
        return signedIn != null
                && sessions.find(visit.scope(), signedIn.cookie().secret())
                        .filter(now ->
                                now.householdId().equals(signedIn.household().householdId()))
                        .isPresent();
    }

    private Visit.@Nullable SignedIn signedIn(HttpRequest<?> request, String slug, TenantScope tenant) {
        Optional<CookieSecret> cookie = cookies.session(slug).secret(request);
        return cookie.flatMap(secret ->
                        sessions.find(tenant, secret.secret()).map(household -> new Visit.SignedIn(household, secret)))
                .orElse(null);
    }
}
