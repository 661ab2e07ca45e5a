package dev.linkhub.web.signin;

import dev.linkhub.household.Household;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signs a browser in as a household, whoever vouched for it. */
@Singleton
class BrowserSessions {

    private final HouseholdSessions sessions;
    private final BrowserCookies cookies;
    private final Pages pages;

    BrowserSessions(HouseholdSessions sessions, BrowserCookies cookies, Pages pages) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.pages = pages;
    }

    /** Under a new secret, whatever the browser had before, and on to where it wanted. */
    MutableHttpResponse<String> start(HttpRequest<?> request, Visit visit, Household household, Optional<String> next) {
        BrowserCookies.Slot slot = cookies.session(visit.slug());
        Secret replaced = slot.secret(request).map(CookieSecret::secret).orElse(null);
        return pages.redirect(next.orElse(visit.path("sign-in")))
                .cookie(slot.holding(sessions.start(household, replaced).cookieValue()))
                .cookie(cookies.form(visit.slug()).gone());
    }
}
