package dev.linkhub.web.signin;

import dev.linkhub.household.AccountRecovery;
import dev.linkhub.household.MailAsked;
import dev.linkhub.household.PasswordReset;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Pages;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages on which a household asks for a mail with a link, and chooses a new password behind it. */
@Controller("/t/{tenant}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class ForgottenPasswordController {

    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    private final AccountForms forms;
    private final AccountRecovery recovery;
    private final Pages pages;
    private final BrowserAddress address;

    ForgottenPasswordController(AccountForms forms, AccountRecovery recovery, Pages pages, BrowserAddress address) {
        this.forms = forms;
        this.recovery = recovery;
        this.pages = pages;
        this.address = address;
    }

    @Get("/forgotten-password")
    HttpResponse<?> askPage(HttpRequest<?> request, String tenant) {
        return forms.show(request, tenant, open -> show(HttpStatus.OK, open, "forgotten-password", askForm(open)));
    }

    @Post("/forgotten-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> ask(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        return forms.submitted(
                request, tenant, body, (open, fields) -> ask(open, fields.text("email"), address.of(request)));
    }

    @Get("/forgotten-password/sent")
    HttpResponse<?> sentPage(HttpRequest<?> request, String tenant) {
        return forms.visit(request, tenant)
                .<HttpResponse<?>>map(visit -> pages.message(visit.frame(), MailMessages.resetSent(visit)))
                .orElseGet(HttpResponse::notFound);
    }

    /** Uses nothing up: whatever scans mails for bad links comes here before the household does. */
    @Get("/reset-password")
    HttpResponse<?> resetPage(HttpRequest<?> request, String tenant, @QueryValue(defaultValue = "") String token) {
        return forms.show(
                request,
                tenant,
                open -> recovery.isOpen(open.visit().scope(), Secret.of(token))
                        ? show(HttpStatus.OK, open, "reset-password", resetForm(open, token))
                        : over(open));
    }

    @Post("/reset-password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reset(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        return forms.submitted(request, tenant, body, this::reset);
    }

    private MutableHttpResponse<?> ask(AccountForms.Open open, String email, String source) {
        try {
            return switch (recovery.ask(
                    open.visit().scope(), email, source, open.visit().words().locale())) {
                case MailAsked.Taken() -> pages.redirect(open.visit().path("forgotten-password/sent"));
                case MailAsked.TryLater(Duration after) ->
                    pages.message(
                            open.visit().frame(),
                            MailMessages.tooMany(open.visit().words(), after));
            };
        } catch (InvalidInput refusal) {
            return show(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    open,
                    "forgotten-password",
                    askForm(open).again(email, refusal, open.visit().words()));
        }
    }

    private MutableHttpResponse<?> reset(AccountForms.Open open, FormFields fields) {
        String token = fields.text("token");
        AccountForm form = resetForm(open, token);
        try {
            return switch (recovery.reset(
                    open.visit().scope(),
                    Secret.of(token),
                    Secret.of(fields.text("password")),
                    open.visit().words().locale())) {
                case PasswordReset.Done() ->
                    pages.message(open.visit().frame(), MailMessages.passwordChanged(open.visit()));
                case PasswordReset.Over() -> over(open);
                case PasswordReset.Busy() ->
                    show(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    open,
                                    "reset-password",
                                    form.again("", open.visit().words().say("form.busy")))
                            .header("Retry-After", Long.toString(WHILE_BUSY.toSeconds()));
            };
        } catch (InvalidInput refusal) {
            return show(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    open,
                    "reset-password",
                    form.again("", refusal, open.visit().words()));
        }
    }

    private MutableHttpResponse<String> over(AccountForms.Open open) {
        return pages.message(open.visit().frame(), MailMessages.resetOver(open.visit()));
    }

    private MutableHttpResponse<String> show(
            HttpStatus status, AccountForms.Open open, String template, AccountForm form) {
        return pages.page(
                status,
                open.visit().frame(),
                template,
                Map.of("form", form, "signIn", open.visit().path("sign-in")));
    }

    private static AccountForm askForm(AccountForms.Open open) {
        return AccountForm.empty(open.visit().path("forgotten-password"), open.formToken(), "");
    }

    private static AccountForm resetForm(AccountForms.Open open, String token) {
        return AccountForm.empty(open.visit().path("reset-password"), open.formToken(), token);
    }
}
