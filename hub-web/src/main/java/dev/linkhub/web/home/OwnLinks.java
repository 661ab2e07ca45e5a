package dev.linkhub.web.home;

import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.page.Message;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import dev.linkhub.web.signin.SignInDetour;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a household at pages about one of its own links. Says nothing of a link before its household has signed in, and to any
 * other no more than of one that is not there.
 */
@Singleton
class OwnLinks {

    private final Visits visits;
    private final Pages pages;
    private final SignInDetour detour;
    private final PartnerApps apps;
    private final LinkHealths healths;

    OwnLinks(Visits visits, Pages pages, SignInDetour detour, PartnerApps apps, LinkHealths healths) {
        this.visits = visits;
        this.pages = pages;
        this.detour = detour;
        this.apps = apps;
        this.healths = healths;
    }

    /**
     * Answers for one link.
     *
     * @param kind of page: what stands before the link's id in its path
     */
    HttpResponse<?> answer(
            HttpRequest<?> request, String tenant, String kind, String link, Function<Own, HttpResponse<?>> page) {
        Optional<Visit> found = visits.of(request, tenant);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Visit visit = found.get();
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn == null) {
            return detour.to(request, visit, visit.path(kind + "/" + link));
        }
        return find(visit, signedIn, link)
                .<HttpResponse<?>>map(page)
                .orElseGet(() -> pages.message(visit.frame(), noSuchLink(visit)));
    }

    /** The link, if whoever has signed in is its household. */
    Optional<Own> find(HttpRequest<?> request, String tenant, String link) {
        return visits.of(request, tenant)
                .flatMap(visit ->
                        Optional.ofNullable(visit.signedIn()).flatMap(signedIn -> find(visit, signedIn, link)));
    }

    /** The same as it stands now, if its household is still signed in. */
    Optional<Own> again(Own own) {
        return visits.isStillSignedIn(own.visit())
                ? status(own.visit(), own.signedIn(), own.status().linkId())
                        .map(now -> new Own(own.visit(), own.signedIn(), now, own.app(), own.home()))
                : Optional.empty();
    }

    private Optional<Own> find(Visit visit, Visit.SignedIn signedIn, String link) {
        return status(visit, signedIn, link)
                .flatMap(status -> apps.findIn(status.environment(), visit.scope(), status.appId())
                        .map(app -> new Own(
                                visit,
                                signedIn,
                                status,
                                app,
                                visit.homePath(apps.slugForPeople(app), status.environment()))));
    }

    private Optional<LinkStatus> status(Visit visit, Visit.SignedIn signedIn, String link) {
        return healths.find(visit.scope(), link)
                .filter(one -> one.householdId().equals(signedIn.household().householdId()));
    }

    private static Message noSuchLink(Visit visit) {
        return Message.of(
                        HttpStatus.NOT_FOUND,
                        visit.words(),
                        "no-such-link",
                        visit.brand().name())
                .with(visit.words().say("to-account"), visit.path("sign-in"));
    }

    /**
     * A link of whoever is signed in.
     *
     * @param home the path of the home that shows it
     */
    record Own(Visit visit, Visit.SignedIn signedIn, LinkStatus status, PartnerApp app, String home) {}
}
