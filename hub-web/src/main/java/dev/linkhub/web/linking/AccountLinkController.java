package dev.linkhub.web.linking;

import dev.linkhub.linking.FlowStart;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.browser.BrowserAddress;
import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.page.Pages;
import dev.linkhub.web.page.Visit;
import dev.linkhub.web.page.Visits;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Ring sends the household's browser. Claims nothing: starts a flow that only this browser can go on with, and sends
 * the browser to an address that no longer holds the nonce.
 */
@Controller("/t/{tenant}/{app}/{environment}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountLinkController {

    private static final Duration UNTIL_FLOWS_END = Duration.ofMinutes(10);
    private static final Duration WHILE_FLOWS_ARE_KNOWN = Duration.ofDays(1);

    private final Visits visits;
    private final Pages pages;
    private final PartnerApps apps;
    private final LinkingFlows flows;
    private final BrowserCookies cookies;
    private final BrowserAddress address;

    AccountLinkController(
            Visits visits,
            Pages pages,
            PartnerApps apps,
            LinkingFlows flows,
            BrowserCookies cookies,
            BrowserAddress address) {
        this.visits = visits;
        this.pages = pages;
        this.apps = apps;
        this.flows = flows;
        this.cookies = cookies;
        this.address = address;
    }

    @Get("/link")
    HttpResponse<?> arrive(
            HttpRequest<?> request,
            String tenant,
            String app,
            String environment,
            @Nullable @QueryValue String nonce,
            @Nullable @QueryValue String time) {
        Optional<Visit> visit = visits.of(request, tenant);
        if (visit.isEmpty()) {
            return HttpResponse.notFound();
        }
        Optional<Environment> where = Environment.parse(environment);
        Optional<PartnerApp> known =
                where.flatMap(there -> apps.findIn(there, visit.get().scope(), app));
        if (known.isEmpty()) {
            return pages.message(visit.get().frame(), DeadEnds.unknownApp(visit.get()));
        }
        return answer(visit.get(), flows.start(known.get(), where.get(), nonce, time, address.of(request)));
    }

    private MutableHttpResponse<?> answer(Visit visit, FlowStart start) {
        return switch (start) {
            case FlowStart.Started(String flowId, String browserSecret) ->
                pages.redirect(visit.path("linking/" + flowId))
                        .cookie(cookies.flow(visit.slug(), flowId).holding(browserSecret, WHILE_FLOWS_ARE_KNOWN));
            case FlowStart.Expired() -> pages.message(visit.frame(), DeadEnds.expired(visit.words()));
            case FlowStart.AheadOfTime() -> pages.message(visit.frame(), DeadEnds.aheadOfTime(visit.words()));
            case FlowStart.Malformed() -> pages.message(visit.frame(), DeadEnds.malformed(visit.words()));
            case FlowStart.TooManyOpen() ->
                pages.message(visit.frame(), DeadEnds.tooManyOpen(visit.words(), UNTIL_FLOWS_END))
                        .header("RateLimit", "\"linking-flows\";r=0;t=" + UNTIL_FLOWS_END.toSeconds());
        };
    }
}
