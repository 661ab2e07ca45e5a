package dev.linkhub.web.home;

import dev.linkhub.health.LinkHealths;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import dev.linkhub.web.signin.SignInDetour;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The App Homepage that Ring opens. */
@Controller("/t/{tenant}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class HomeController {

    private final Visits visits;
    private final Pages pages;
    private final SignInDetour detour;
    private final PartnerApps apps;
    private final AccountLinks links;
    private final LinkHealths healths;
    private final HomeLinks homeLinks;

    HomeController(
            Visits visits,
            Pages pages,
            SignInDetour detour,
            PartnerApps apps,
            AccountLinks links,
            LinkHealths healths,
            HomeLinks homeLinks) {
        this.visits = visits;
        this.pages = pages;
        this.detour = detour;
        this.apps = apps;
        this.links = links;
        this.healths = healths;
        this.homeLinks = homeLinks;
    }

    @Get("/{app}/{environment}/home")
    HttpResponse<?> home(HttpRequest<?> request, String tenant, String app, String environment) {
        Optional<Visit> found = visits.of(request, tenant);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Visit visit = found.get();
        Optional<Environment> where = Environment.parse(environment);
        Optional<PartnerApp> known = where.flatMap(there -> apps.findIn(there, visit.scope(), app));
        if (known.isEmpty()) {
            return HttpResponse.notFound();
        }
        Visit.SignedIn signedIn = visit.signedIn();
        return signedIn == null
                ? detour.to(request, visit, visit.homePath(app, where.get()))
                : page(visit, signedIn, linksOf(visit, signedIn, known.get(), where.get()));
    }

    private List<HomeLink> linksOf(Visit visit, Visit.SignedIn signedIn, PartnerApp app, Environment environment) {
        return links.ofHousehold(visit.scope(), signedIn.household().householdId()).stream()
                .filter(link -> link.appId().equals(app.appId()) && link.environment() == environment)
                .flatMap(link -> healths.find(visit.scope(), link.linkId()).stream())
                .map(status -> homeLinks.whole(visit, app, status))
                .toList();
    }

    private HttpResponse<?> page(Visit visit, Visit.SignedIn signedIn, List<HomeLink> shown) {
        return pages.page(
                HttpStatus.OK,
                visit.frame(),
                "home",
                Map.of(
                        "links", shown,
                        "account", signedIn.household().maskedName().text(),
                        "signOut", visit.path("sign-out"),
                        "formToken", CookieSecret.formToken(signedIn.cookie())));
    }
}
