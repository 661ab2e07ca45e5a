package dev.linkhub.web.home;

import dev.linkhub.background.Background;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import dev.linkhub.web.signin.SignInDetour;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a household disconnects its link: a page that asks, and its answer. */
@Controller("/t/{tenant}/disconnect/{link}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class DisconnectController {

    private final Visits visits;
    private final Pages pages;
    private final SignInDetour detour;
    private final PartnerApps apps;
    private final LinkHealths healths;
    private final LinkDisconnection disconnection;
    private final Background background;

    DisconnectController(
            Visits visits,
            Pages pages,
            SignInDetour detour,
            PartnerApps apps,
            LinkHealths healths,
            LinkDisconnection disconnection,
            Background background) {
        this.visits = visits;
        this.pages = pages;
        this.detour = detour;
        this.apps = apps;
        this.healths = healths;
        this.disconnection = disconnection;
        this.background = background;
    }

    @Get
    HttpResponse<?> ask(HttpRequest<?> request, String tenant, String link) {
        return own(
                request,
                tenant,
                link,
                own -> own.status().state().isOver() ? pages.redirect(own.home()) : confirmation(own));
    }

    /** Whatever has become of the link meanwhile, home says how it stands. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> disconnect(HttpRequest<?> request, String tenant, String link, @Nullable @Body String body) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return own(request, tenant, link, own -> {
            if (!fields.get().isFor(own.signedIn().cookie())) {
                return HttpResponse.status(HttpStatus.FORBIDDEN);
            }
            LinkStatus status = own.status();
            if (disconnection.ask(
                    status.scope(), status.linkId(), own.signedIn().household().householdId())) {
                background.run(
                        "Disconnecting " + status.linkId(),
                        () -> disconnection.proceed(status.scope(), status.linkId()));
            }
            return pages.redirect(own.home());
        });
    }

    private HttpResponse<?> confirmation(Own own) {
        return pages.page(
                HttpStatus.OK,
                own.visit().brand(),
                "disconnect",
                Map.of(
                        "appName", own.app().name(),
                        "path", own.visit().path("disconnect/" + own.status().linkId()),
                        "home", own.home(),
                        "account", own.signedIn().household().maskedName().text(),
                        "formToken", CookieSecret.formToken(own.signedIn().cookie())));
    }

    /** To any other household it says no more than of a link that is not there. */
    private HttpResponse<?> own(
            HttpRequest<?> request, String tenant, String link, Function<Own, HttpResponse<?>> next) {
        Optional<Visit> found = visits.of(request, tenant);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Visit visit = found.get();
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn == null) {
            return detour.to(request, visit, visit.path("disconnect/" + link));
        }
        Optional<LinkStatus> status = healths.find(visit.scope(), link)
                .filter(one -> one.householdId().equals(signedIn.household().householdId()));
        Optional<PartnerApp> app = status.flatMap(one -> apps.findIn(one.environment(), visit.scope(), one.appId()));
        return app.isEmpty()
                ? pages.message(visit.brand(), NoSuchLink.message(visit))
                : next.apply(new Own(visit, signedIn, status.get(), app.get()));
    }

    /** A link of whoever is signed in. */
    private record Own(Visit visit, Visit.SignedIn signedIn, LinkStatus status, PartnerApp app) {

        String home() {
            return visit.path(app.slug() + "/" + status.environment().text() + "/home");
        }
    }
}
