package dev.linkhub.web.signin;

import dev.linkhub.household.AddressVerification;
import dev.linkhub.household.Household;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.household.MailAsked;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Signs a browser in as a household, whoever vouched for it, and shows who it is. */
@Singleton
class BrowserSessions {

    private final HouseholdSessions sessions;
    private final BrowserCookies cookies;
    private final Pages pages;
    private final AddressVerification verification;
    private final BrowserAddress address;

    BrowserSessions(
            HouseholdSessions sessions,
            BrowserCookies cookies,
            Pages pages,
            AddressVerification verification,
            BrowserAddress address) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.pages = pages;
        this.verification = verification;
        this.address = address;
    }

    /** Who is signed in. A new household is sent the mail that proves its address. */
    MutableHttpResponse<?> show(HttpRequest<?> request, Visit visit, Visit.SignedIn signedIn) {
        Household household = signedIn.household();
        Map<String, Object> data = new HashMap<>();
        data.put("account", household.maskedName().text());
        data.put("signOut", visit.path("sign-out"));
        data.put("formToken", CookieSecret.formToken(signedIn.cookie()));
        if (verification.isMissing(household)) {
            data.put("resend", visit.path("verify-address/resend"));
            data.put(
                    "isSent",
                    verification.askOnce(
                                    household,
                                    address.of(request),
                                    visit.words().locale())
                            instanceof MailAsked.Taken);
        }
        return pages.page(HttpStatus.OK, visit.frame(), "signed-in", data);
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
