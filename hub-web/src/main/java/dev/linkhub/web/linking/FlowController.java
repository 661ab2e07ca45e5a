package dev.linkhub.web.linking;

import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.web.browser.BrowserCookies;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of one linking flow, for the browser that has started it and nobody else. */
@Controller("/t/{tenant}/linking/{flow}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class FlowController {

    private static final String SEPARATE = "separate";

    private final Visits visits;
    private final Pages pages;
    private final SignInDetour detour;
    private final PartnerApps apps;
    private final LinkingFlows flows;
    private final BrowserCookies cookies;
    private final FlowPages flowPages;

    FlowController(
            Visits visits,
            Pages pages,
            SignInDetour detour,
            PartnerApps apps,
            LinkingFlows flows,
            BrowserCookies cookies,
            FlowPages flowPages) {
        this.visits = visits;
        this.pages = pages;
        this.detour = detour;
        this.apps = apps;
        this.flows = flows;
        this.cookies = cookies;
        this.flowPages = flowPages;
    }

    /**
     * Shows where the flow stands.
     *
     * @param look how often the page has looked for the grant already
     */
    @Get
    HttpResponse<?> show(HttpRequest<?> request, String tenant, String flow, @QueryValue(defaultValue = "0") int look) {
        int looks = Math.max(0, look);
        return pages.lookedAgain(
                request,
                step(request, tenant, flow, step -> flowPages.show(step, looks)),
                request.getPath() + "?look=" + looks);
    }

    /**
     * Takes the household's answer: {@code link} or {@code not-mine}. Where there was something to choose, {@code choice} says
     * which broken link goes on, or {@code separate}.
     */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> answer(HttpRequest<?> request, String tenant, String flow, @Nullable @Body String body) {
        Optional<FormFields> fields = FormFields.parse(body);
        if (fields.isEmpty()) {
            return HttpResponse.badRequest();
        }
        return step(
                request,
                tenant,
                flow,
                step -> fields.get().isFor(step.cookie(), step.signedIn().cookie())
                        ? switch (fields.get().text("answer")) {
                            case "link" -> link(step, fields.get());
                            case "not-mine" -> {
                                flows.decline(step.flow());
                                yield pages.redirect(step.path());
                            }
                            default -> HttpResponse.badRequest();
                        }
                        : HttpResponse.status(HttpStatus.FORBIDDEN));
    }

    private HttpResponse<?> link(Step step, FormFields fields) {
        String choice = fields.text("choice");
        boolean hadToChoose = !fields.text("choose").isEmpty();
        return hadToChoose && choice.isEmpty()
                ? flowPages.chooseAgain(step)
                : flowPages.link(step, choice.equals(SEPARATE) ? "" : choice);
    }

    private HttpResponse<?> step(
            HttpRequest<?> request, String tenant, String flowId, Function<Step, HttpResponse<?>> next) {
        Optional<Visit> found = visits.of(request, tenant);
        if (found.isEmpty()) {
            return HttpResponse.notFound();
        }
        Visit visit = found.get();
        Optional<CookieSecret> cookie = cookies.flow(tenant, flowId).secret(request);
        Optional<LinkingFlow> flow = cookie.flatMap(secret -> flows.find(visit.scope(), flowId, secret.forLookUp()));
        if (cookie.isEmpty() || flow.isEmpty()) {
            return pages.message(visit.frame(), DeadEnds.otherBrowser(visit.words()));
        }
        Visit.SignedIn signedIn = visit.signedIn();
        if (signedIn == null) {
            return detour.to(request, visit, visit.path("linking/" + flowId));
        }
        return apps.findById(visit.scope(), flow.get().appId())
                .<HttpResponse<?>>map(app -> next.apply(new Step(
                        visit,
                        signedIn,
                        flow.get(),
                        cookie.get(),
                        app,
                        visit.homePath(apps.slugForPeople(app), flow.get().environment()))))
                .orElseGet(() -> pages.message(visit.frame(), DeadEnds.unknownApp(visit)));
    }
}
