package dev.linkhub.web.signin;

import dev.linkhub.household.AccountAsked;
import dev.linkhub.household.Household;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.PendingAccounts;
import dev.linkhub.household.SignIn;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.signin.OidcSignIn;
import dev.linkhub.signin.SignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.browser.RequestOrigin;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import dev.linkhub.web.page.Waits;
import dev.linkhub.wording.Words;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages on which a household signs in, creates its account and signs out, here or through its tenant's provider. */
@Controller("/t/{tenant}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInController {

    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    private final Visits visits;
    private final AccountForms forms;
    private final Pages pages;
    private final HubAccounts accounts;
    private final PendingAccounts pending;
    private final RingAddress ringAddress;
    private final SignInMethods methods;
    private final ProviderDoor providerDoor;
    private final BrowserSessions browserSessions;
    private final HouseholdSessions sessions;
    private final BrowserCookies cookies;
    private final BrowserAddress address;

    SignInController(
            Visits visits,
            AccountForms forms,
            Pages pages,
            HubAccounts accounts,
            PendingAccounts pending,
            RingAddress ringAddress,
            SignInMethods methods,
            ProviderDoor providerDoor,
            BrowserSessions browserSessions,
            HouseholdSessions sessions,
            BrowserCookies cookies,
            BrowserAddress address) {
        this.visits = visits;
        this.forms = forms;
        this.pages = pages;
        this.accounts = accounts;
        this.pending = pending;
        this.ringAddress = ringAddress;
        this.methods = methods;
        this.providerDoor = providerDoor;
        this.browserSessions = browserSessions;
        this.sessions = sessions;
        this.cookies = cookies;
        this.address = address;
    }

    @Get("/sign-in")
    HttpResponse<?> signInPage(
            HttpRequest<?> request,
            String tenant,
            @Nullable @QueryValue String next,
            @Nullable @QueryValue String another) {
        return visits.of(request, tenant)
                .map(visit -> form(request, visit, false, next, another != null))
                .orElseGet(HttpResponse::notFound);
    }

    @Get("/create-account")
    HttpResponse<?> createAccountPage(HttpRequest<?> request, String tenant, @Nullable @QueryValue String next) {
        return visits.of(request, tenant)
                .map(visit -> form(request, visit, true, next, false))
                .orElseGet(HttpResponse::notFound);
    }

    @Get("/create-account/asked")
    HttpResponse<?> accountAskedPage(HttpRequest<?> request, String tenant, @Nullable @QueryValue String next) {
        return forms.visit(request, tenant)
                .<HttpResponse<?>>map(visit -> pages.message(
                        visit.frame(),
                        MailMessages.accountAsked(
                                visit, ReturnPath.within(visit.slug(), next).orElse(null))))
                .orElseGet(HttpResponse::notFound);
    }

    /** Where a provider sends the browser back to. What came with it is good once, and in this browser only. */
    @Get("/sign-in/callback")
    HttpResponse<?> comeBack(
            HttpRequest<?> request,
            String tenant,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String code,
            @Nullable @QueryValue String iss,
            @Nullable @QueryValue String error) {
        OidcSignIn.Answer answer = new OidcSignIn.Answer(state == null ? "" : state, code, iss, error);
        return visits.of(request, tenant)
                .<HttpResponse<?>>map(visit -> providerDoor.enter(request, visit, answer))
                .orElseGet(HttpResponse::notFound);
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        return forms.submitted(request, tenant, body, (open, fields) -> submitted(request, open, false, fields));
    }

    @Post("/create-account")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> createAccount(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        return forms.submitted(request, tenant, body, (open, fields) -> submitted(request, open, true, fields));
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, String tenant, @Nullable @Body String body) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return visits.of(request, tenant)
                .map(visit -> signOut(visit, fields.get()))
                .orElseGet(HttpResponse::notFound);
    }

    private MutableHttpResponse<?> signOut(Visit visit, FormFields fields) {
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn != null) {
            if (!fields.isFor(signedIn.cookie())) {
                return HttpResponse.status(HttpStatus.FORBIDDEN);
            }
            sessions.end(visit.scope(), signedIn.cookie().secret());
        }
        String next = fields.text("next");
        // A provider would know the browser still, and send it back signed in.
        MutableHttpResponse<?> answer = methods.of(visit.scope()) instanceof SignInMethod.Oidc
                ? pages.message(visit.frame(), ProviderMessages.signedOut(visit, ReturnPath.within(visit.slug(), next)))
                : pages.redirect(ReturnPath.signInThen(visit.slug(), next));
        return answer.cookie(cookies.session(visit.slug()).gone());
    }

    private MutableHttpResponse<?> form(
            HttpRequest<?> request, Visit visit, boolean isNew, @Nullable String wanted, boolean another) {
        Optional<String> next = ReturnPath.within(visit.slug(), wanted);
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn != null) {
            return next.<MutableHttpResponse<?>>map(pages::redirect)
                    .orElseGet(() -> browserSessions.show(request, visit, signedIn));
        }
        if (methods.of(visit.scope()) instanceof SignInMethod.Oidc provider) {
            if (RequestOrigin.isEmbedded(request)) {
                return HttpResponse.status(HttpStatus.FORBIDDEN);
            }
            return providerDoor.leave(request, visit, provider, next, another);
        }
        BrowserCookies.Slot slot = cookies.form(visit.slug());
        CookieSecret formCookie = slot.secret(request).orElseGet(CookieSecret::random);
        SignInForm form = SignInForm.empty(isNew, visit.slug(), CookieSecret.formToken(formCookie), next.orElse(null));
        String known = isNew ? ringAddress.of(request, visit, next).orElse("") : "";
        return show(HttpStatus.OK, visit, form.with(known)).cookie(slot.holding(formCookie));
    }

    private MutableHttpResponse<?> submitted(
            HttpRequest<?> request, AccountForms.Open open, boolean isNew, FormFields fields) {
        Visit visit = open.visit();
        String email = fields.text("email");
        Secret password = Secret.of(fields.text("password"));
        Optional<String> next = ReturnPath.within(visit.slug(), fields.text("next"));
        SignInForm form = SignInForm.empty(isNew, visit.slug(), open.formToken(), next.orElse(null));
        String from = address.of(request);
        try {
            if (!isNew) {
                return signedIn(
                        request, visit, form, email, next, accounts.signIn(visit.scope(), email, password, from));
            }
            if (ringAddress.isTypedOne(request, visit, next, email)) {
                return signedIn(
                        request,
                        visit,
                        form,
                        email,
                        next,
                        accounts.createVouched(visit.scope(), email, password, from));
            }
            return asked(
                    visit,
                    form,
                    email,
                    next,
                    pending.ask(
                            visit.scope(), email, password, from, visit.words().locale()));
        } catch (InvalidInput refusal) {
            return show(HttpStatus.UNPROCESSABLE_ENTITY, visit, form.again(email, refusal, visit.words()));
        }
    }

    private MutableHttpResponse<?> signedIn(
            HttpRequest<?> request, Visit visit, SignInForm form, String email, Optional<String> next, SignIn answer) {
        Words words = visit.words();
        return switch (answer) {
            case SignIn.SignedIn(Household household) -> browserSessions.start(request, visit, household, next);
            case SignIn.Refused() ->
                show(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        visit,
                        form.again(email, words.say(form.isNew() ? "create-account.refused" : "sign-in.refused")));
            case SignIn.TryLater(Duration after) ->
                show(
                                HttpStatus.TOO_MANY_REQUESTS,
                                visit,
                                form.again(email, words.say("sign-in.later", Waits.inWords(words, after))))
                        .header("Retry-After", Long.toString(after.toSeconds()))
                        .header("RateLimit", "\"passwords\";r=0;t=" + after.toSeconds());
            case SignIn.Busy() -> busy(visit, form, email);
        };
    }

    /** The same whether or not there is an account: only the mail tells. */
    private MutableHttpResponse<?> asked(
            Visit visit, SignInForm form, String email, Optional<String> next, AccountAsked answer) {
        return switch (answer) {
            case AccountAsked.Taken() ->
                pages.redirect(visit.path("create-account/asked")
                        + next.map(path -> "?next=" + path).orElse(""));
            case AccountAsked.TryLater(Duration after) ->
                pages.message(visit.frame(), MailMessages.tooMany(visit.words(), after));
            case AccountAsked.Busy() -> busy(visit, form, email);
        };
    }

    private MutableHttpResponse<?> busy(Visit visit, SignInForm form, String email) {
        return show(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        visit,
                        form.again(email, visit.words().say("form.busy")))
                .header("Retry-After", Long.toString(WHILE_BUSY.toSeconds()));
    }

    private MutableHttpResponse<String> show(HttpStatus status, Visit visit, SignInForm form) {
        return pages.page(status, visit.frame(), "sign-in", Map.of("form", form));
    }
}
