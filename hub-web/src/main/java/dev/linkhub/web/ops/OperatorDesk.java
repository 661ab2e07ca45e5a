package dev.linkhub.web.ops;

import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Frame;
import dev.linkhub.web.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets operators to their pages and everyone else to the sign-in page. */
@Singleton
class OperatorDesk {

    private final Pages pages;
    private final BrowserCookies cookies;
    private final OperatorSessions sessions;

    OperatorDesk(Pages pages, BrowserCookies cookies, OperatorSessions sessions) {
        this.pages = pages;
        this.cookies = cookies;
        this.sessions = sessions;
    }

    /** The page, for an operator. */
    HttpResponse<?> forOperator(HttpRequest<?> request, Supplier<HttpResponse<?>> page) {
        return sessions.isAlive(cookies.operator().text(request).orElse(null))
                ? page.get()
                : pages.redirect("/ops/sign-in");
    }

    /** The fields of a form that one of our own pages sent. */
    Optional<FormFields> ours(HttpRequest<?> request, @Nullable String body) {
        return FormFields.parse(body)
                .filter(fields -> cookies.operatorForm()
                        .secret(request)
                        .filter(fields::isFor)
                        .isPresent());
    }

    /** To another of their pages, after a form. */
    HttpResponse<?> redirect(String path) {
        return pages.redirect(path);
    }

    /** One of the operators' pages, with its form for signing out. */
    MutableHttpResponse<String> page(
            HttpRequest<?> request, HttpStatus status, String template, Map<String, Object> data) {
        CookieSecret form = cookies.operatorForm().secret(request).orElseGet(CookieSecret::random);
        Map<String, Object> model = new HashMap<>(data);
        model.put("formToken", CookieSecret.formToken(form));
        return pages.page(status, Frame.HUB, template, model)
                .cookie(cookies.operatorForm().holding(form));
    }
}
