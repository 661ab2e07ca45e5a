package dev.linkhub.web.page;

import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.PageRates;
import dev.linkhub.web.browser.RequestOrigin;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked of every request for a page before any work is done for it: rate, size, and who sends the form. */
@ServerFilter({"/t/**", "/ops", "/ops/**"})
class PageGuard implements Ordered {

    /** More than any of our forms, and little enough to be taken from anyone. */
    static final int LARGEST_FORM_BYTES = 16 * 1024;

    /** With or without the last slash, as the server routes them. */
    private static final Pattern DOORS = Pattern.compile(
            "(?:/t/[^/]+/(?:sign-in(?:/callback)?|create-account|forgotten-password|reset-password|verify-address(?:/resend)?"
                    + "|[^/]+/[^/]+/link)|/ops/sign-in)/?");

    private final PageRates rates;
    private final BrowserAddress address;
    private final RequestOrigin origin;
    private final ErrorPages errors;

    PageGuard(PageRates rates, BrowserAddress address, RequestOrigin origin, ErrorPages errors) {
        this.rates = rates;
        this.address = address;
        this.origin = origin;
        this.errors = errors;
    }

    @Override
    public int getOrder() {
        return ErrorPages.ORDER + 1;
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        String from = address.of(request);
        Optional<PageRates.Exceeded> exceeded =
                DOORS.matcher(request.getPath()).matches() ? rates.atTheDoor(from) : rates.reading(from);
        if (exceeded.isPresent()) {
            return errors.tooMany(request, exceeded.get());
        }
        if (request.getMethod() != HttpMethod.POST) {
            return null;
        }
        if (request.getContentLength() < 0) {
            return errors.answer(request, HttpStatus.LENGTH_REQUIRED);
        }
        if (request.getContentLength() > LARGEST_FORM_BYTES) {
            return errors.answer(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE);
        }
        return origin.isForeign(request) ? errors.answer(request, HttpStatus.FORBIDDEN) : null;
    }
}
