package dev.linkhub.web.signin;

import dev.linkhub.household.AddressVerification;
import dev.linkhub.household.MailAsked;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages on which a household proves that its address is its own, by a link in a mail. */
@Controller("/t/{tenant}/verify-address")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class VerifyAddressController {

    private final AccountForms forms;
    private final AddressVerification verification;
    private final Pages pages;
    private final BrowserAddress address;

    VerifyAddressController(AccountForms forms, AddressVerification verification, Pages pages, BrowserAddress address) {
        this.forms = forms;
        this.verification = verification;
        this.pages = pages;
        this.address = address;
    }

    /** Where the mail's link leads. Uses nothing up, and needs no session: mail may be read in another browser. */
    @Get
    HttpResponse<?> page(HttpRequest<?> request, String tenant, @QueryValue(defaultValue = "") String token) {
        return forms.show(
                request,
                tenant,
                open -> verification.isOpen(open.visit().scope(), Secret.of(token))
                        ? pages.page(
                                HttpStatus.OK,
                                open.visit().frame(),
                                "verify-address",
                                Map.of(
                                        "form",
                                        AccountForm.empty(
                                                open.visit().path("verify-address"), open.formToken(), token)))
                        : pages.message(open.visit().frame(), MailMessages.verifyOver(open.visit())));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> confirm(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        return forms.submitted(
                request,
                tenant,
                body,
                (open, fields) -> pages.message(
                        open.visit().frame(),
                        verification.confirm(open.visit().scope(), Secret.of(fields.text("token")))
                                ? MailMessages.verified(open.visit())
                                : MailMessages.verifyOver(open.visit())));
    }

    /** Where whoever needs a proved address is sent. The first visit sends the mail. */
    @Get("/needed")
    HttpResponse<?> needed(HttpRequest<?> request, String tenant, @Nullable @QueryValue String next) {
        return forms.visit(request, tenant)
                .<HttpResponse<?>>map(visit -> needed(visit, ReturnPath.within(visit.slug(), next), request))
                .orElseGet(HttpResponse::notFound);
    }

    @Post("/resend")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> resend(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return forms.visit(request, tenant)
                .<HttpResponse<?>>map(visit -> resend(visit, fields.get(), request))
                .orElseGet(HttpResponse::notFound);
    }

    private MutableHttpResponse<?> needed(Visit visit, Optional<String> next, HttpRequest<?> request) {
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn == null) {
            return pages.redirect(ReturnPath.signInThen(visit.slug(), next.orElse(null)));
        }
        if (!verification.isMissing(signedIn.household())) {
            return pages.redirect(next.orElse(visit.path("sign-in")));
        }
        return switch (verification.askOnce(
                signedIn.household(), address.of(request), visit.words().locale())) {
            case MailAsked.Taken() -> neededPage(visit, signedIn, next);
            case MailAsked.TryLater(Duration after) ->
                pages.message(visit.frame(), MailMessages.tooMany(visit.words(), after));
        };
    }

    private MutableHttpResponse<?> neededPage(Visit visit, Visit.SignedIn signedIn, Optional<String> next) {
        Map<String, Object> data = new HashMap<>();
        data.put("account", signedIn.household().maskedName().text());
        data.put("next", next.orElse(visit.path("sign-in")));
        data.put(
                "isLinking",
                next.filter(path -> path.startsWith(visit.path("linking/"))).isPresent());
        data.put("resend", visit.path("verify-address/resend"));
        data.put("signOut", visit.path("sign-out"));
        data.put("formToken", CookieSecret.formToken(signedIn.cookie()));
        return pages.page(HttpStatus.OK, visit.frame(), "address-needed", data);
    }

    private HttpResponse<?> resend(Visit visit, FormFields fields, HttpRequest<?> request) {
        Optional<String> next = ReturnPath.within(visit.slug(), fields.text("next"));
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn == null) {
            return pages.redirect(ReturnPath.signInThen(visit.slug(), next.orElse(null)));
        }
        if (!fields.isFor(signedIn.cookie())) {
            return HttpResponse.status(HttpStatus.FORBIDDEN);
        }
        return switch (verification.ask(
                signedIn.household(), address.of(request), visit.words().locale())) {
            case MailAsked.Taken() -> pages.redirect(visit.path("verify-address/needed") + query(next));
            case MailAsked.TryLater(Duration after) ->
                pages.message(visit.frame(), MailMessages.tooMany(visit.words(), after));
        };
    }

    private static String query(Optional<String> next) {
        return next.map(path -> "?next=" + path).orElse("");
    }
}
