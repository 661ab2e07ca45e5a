package dev.linkhub.web.signin;

import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.signin.OidcReturn;
import dev.linkhub.signin.OidcSignIn;
import dev.linkhub.signin.OidcStart;
import dev.linkhub.signin.SignInMethod;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Where a household's browser leaves for its tenant's own provider, and where it comes back in. */
@Singleton
class ProviderDoor {

    private final OidcSignIn signIn;
    private final BrowserSessions sessions;
    private final BrowserCookies cookies;
    private final BrowserAddress address;
    private final PublicUrl publicUrl;
    private final Pages pages;

    ProviderDoor(
            OidcSignIn signIn,
            BrowserSessions sessions,
            BrowserCookies cookies,
            BrowserAddress address,
            PublicUrl publicUrl,
            Pages pages) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.address = address;
        this.publicUrl = publicUrl;
        this.pages = pages;
    }

    /**
     * Sends the browser to the provider.
     *
     * @param another whether the provider shall ask who it is although it may know already
     */
    MutableHttpResponse<?> leave(
            HttpRequest<?> request, Visit visit, SignInMethod.Oidc method, Optional<String> next, boolean another) {
        OidcStart start =
                signIn.begin(visit.scope(), method, callback(visit), next.orElse(null), address.of(request), another);
        return switch (start) {
            case OidcStart.Redirect(URI provider, String flowId, String browserSecret) ->
                pages.leave(provider)
                        .cookie(cookies.provider(visit.slug(), flowId).holding(browserSecret, OidcSignIn.FLOW_LIVES));
            case OidcStart.Away() -> pages.message(visit.frame(), ProviderMessages.away(visit, next));
            case OidcStart.Wrong() -> pages.message(visit.frame(), ProviderMessages.wrong(visit));
        };
    }

    /** Takes it back in, signed in or not. Its cookie is good for nothing after that. */
    MutableHttpResponse<?> enter(HttpRequest<?> request, Visit visit, OidcSignIn.Answer answer) {
        Optional<BrowserCookies.Slot> slot =
                OidcSignIn.flowOf(answer.state()).map(flowId -> cookies.provider(visit.slug(), flowId));
        Optional<String> browserSecret = slot.flatMap(there -> there.text(request));
        if (browserSecret.isEmpty()) {
            return pages.message(visit.frame(), ProviderMessages.stale(visit));
        }
        OidcReturn end = signIn.end(visit.scope(), answer, browserSecret.get(), callback(visit));
        return answer(request, visit, end).cookie(slot.get().gone());
    }

    private MutableHttpResponse<?> answer(HttpRequest<?> request, Visit visit, OidcReturn end) {
        return switch (end) {
            case OidcReturn.SignedIn signedIn ->
                sessions.start(
                        request, visit, signedIn.household(), ReturnPath.within(visit.slug(), signedIn.nextPath()));
            case OidcReturn.Stale() -> pages.message(visit.frame(), ProviderMessages.stale(visit));
            case OidcReturn.Declined declined ->
                pages.message(
                        visit.frame(),
                        ProviderMessages.declined(visit, ReturnPath.within(visit.slug(), declined.nextPath())));
            case OidcReturn.Away away ->
                pages.message(
                        visit.frame(), ProviderMessages.away(visit, ReturnPath.within(visit.slug(), away.nextPath())));
            case OidcReturn.Wrong() -> pages.message(visit.frame(), ProviderMessages.wrong(visit));
        };
    }

    private URI callback(Visit visit) {
        return URI.create(publicUrl.of(visit.path("sign-in/callback")));
    }
}
