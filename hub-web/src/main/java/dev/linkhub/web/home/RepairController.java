package dev.linkhub.web.home;

import dev.linkhub.web.page.LivePart;
import dev.linkhub.web.page.LiveStreams;
import dev.linkhub.web.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.reactivestreams.Publisher;

/** The page on which a household repairs a link, where {@code reconnect_url} leads; it ticks off each step as Ring tells of it. */
@Controller("/t/{tenant}/repair/{link}")
@PermitAll
@ExecuteOn(TaskExecutors.BLOCKING)
class RepairController {

    private static final String KIND = "repair";

    private final OwnLinks ownLinks;
    private final HomeLinks homeLinks;
    private final Pages pages;
    private final LiveStreams streams;

    RepairController(OwnLinks ownLinks, HomeLinks homeLinks, Pages pages, LiveStreams streams) {
        this.ownLinks = ownLinks;
        this.homeLinks = homeLinks;
        this.pages = pages;
        this.streams = streams;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> show(HttpRequest<?> request, String tenant, String link) {
        return ownLinks.answer(request, tenant, KIND, link, this::page);
    }

    /**
     * The same as it changes, as server-sent events: each holds the part of the page that says how it stands. Looks with the
     * browser's session each time, so it ends with that.
     */
    @Get("/live")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<Event<String>>> live(
            HttpRequest<?> request, String tenant, String link, @QueryValue(defaultValue = "") String seen) {
        return ownLinks.find(request, tenant, link)
                .map(own -> streams.open(
                        own.status().householdId(),
                        seen,
                        () -> ownLinks.again(own).map(now -> part(now, model(now)))))
                .orElseGet(HttpResponse::noContent);
    }

    private HttpResponse<?> page(OwnLinks.Own own) {
        Map<String, Object> model = model(own);
        return pages.livePage(own.visit().frame(), "repair", model, path(own) + "/live", part(own, model));
    }

    private LivePart part(OwnLinks.Own own, Map<String, Object> model) {
        return pages.part(own.visit().frame(), "repair-parts", "progress", model);
    }

    private Map<String, Object> model(OwnLinks.Own own) {
        return Map.of(
                "repair",
                        homeLinks.repair(
                                own.visit(),
                                own.app(),
                                own.status(),
                                own.signedIn().household().maskedName().text()),
                "home", own.home(),
                "path", path(own));
    }

    private static String path(OwnLinks.Own own) {
        return own.visit().path(KIND + "/" + own.status().linkId());
    }
}
