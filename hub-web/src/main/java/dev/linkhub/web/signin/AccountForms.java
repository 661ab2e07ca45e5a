package dev.linkhub.web.signin;

import dev.linkhub.signin.SignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages and forms that are there only where the hub keeps the tenant's accounts, whether or not anybody has signed in. */
@Singleton
class AccountForms {

    private final Visits visits;
    private final SignInMethods methods;
    private final BrowserCookies cookies;

    AccountForms(Visits visits, SignInMethods methods, BrowserCookies cookies) {
        this.visits = visits;
        this.methods = methods;
        this.cookies = cookies;
    }

    /** The visit, if the hub keeps the accounts of this tenant. */
    Optional<Visit> visit(HttpRequest<?> request, String tenant) {
        return visits.of(request, tenant)
                .filter(visit -> methods.of(visit.scope()) instanceof SignInMethod.HubAccounts);
    }

    /** A page with a form on it, to which the page's cookie belongs. */
    HttpResponse<?> show(HttpRequest<?> request, String tenant, Function<Open, ? extends MutableHttpResponse<?>> page) {
        return visit(request, tenant)
                .<HttpResponse<?>>map(visit -> {
                    BrowserCookies.Slot slot = cookies.form(visit.slug());
                    CookieSecret cookie = slot.secret(request).orElseGet(CookieSecret::random);
                    return page.apply(new Open(visit, cookie)).cookie(slot.holding(cookie));
                })
                .orElseGet(HttpResponse::notFound);
    }

    /** A form that comes back from such a page. */
    HttpResponse<?> submitted(
            HttpRequest<?> request,
            String tenant,
            @Nullable String body,
            BiFunction<Open, FormFields, ? extends HttpResponse<?>> next) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return visit(request, tenant)
                .map(visit -> cookies.form(visit.slug())
                        .secret(request)
                        .filter(cookie -> fields.get().isFor(cookie))
                        .<HttpResponse<?>>map(cookie -> next.apply(new Open(visit, cookie), fields.get()))
                        .orElseGet(() -> HttpResponse.status(HttpStatus.FORBIDDEN)))
                .orElseGet(HttpResponse::notFound);
    }

    /** A browser with such a page before it. */
    record Open(Visit visit, CookieSecret cookie) {

        String formToken() {
            return CookieSecret.formToken(cookie);
        }
    }
}
