package dev.linkhub.api.links;

import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkEvent;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenant's links. A key that does not reach a link's environment does not see the link. */
@MayRefuse
@Controller("/api/v1/links")
@ExecuteOn(TaskExecutors.BLOCKING)
class LinkController {

    private final Links links;
    private final AccountLinks accountLinks;
    private final LinkHealths healths;
    private final WantedLinks wanted;

    LinkController(Links links, AccountLinks accountLinks, LinkHealths healths, WantedLinks wanted) {
        this.links = links;
        this.accountLinks = accountLinks;
        this.healths = healths;
        this.wanted = wanted;
    }

    /** Lists links in the order of their creation. */
    @Get
    @Secured("links:read")
    Page<LinkView> listLinks(
            TenantCaller caller,
            @RequestBean LinkQuery query,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        PageRequest page = PageRequest.of(limit, cursor, "lnk");
        return Page.of(
                page,
                healths.page(caller.tenant(), wanted.from(query, caller), page.after(""), page.rows()),
                LinkStatus::linkId,
                links::view);
    }

    /** Shows a link. */
    @Get("/{id}")
    @Secured("links:read")
    LinkView getLink(TenantCaller caller, @PathVariable String id) {
        return links.view(links.get(caller, id));
    }

    /** Stores the integrator's own names for a link; what is absent stays. */
    @Patch("/{id}")
    @Secured("links:write")
    LinkView annotateLink(TenantCaller caller, @PathVariable String id, @Body Annotation body) {
        String linkId = links.get(caller, id).linkId();
        accountLinks.annotate(caller.tenant(), linkId, body.externalId(), body.metadata(), caller.actor());
        return links.view(links.get(caller, linkId));
    }

    /** Lists what happened to a link, newest first. */
    @Get("/{id}/events")
    @Secured("links:read")
    Page<EventView> listLinkEvents(TenantCaller caller, @PathVariable String id, @Nullable @QueryValue Integer limit) {
        PageRequest page = PageRequest.of(limit, null, "evt");
        List<LinkEvent> events =
                accountLinks.events(caller.tenant(), links.get(caller, id).linkId(), page.rows() - 1);
        return new Page<>(events.stream().map(EventView::from).toList(), null);
    }

    /**
     * The integrator's own names for a link.
     *
     * @param externalId at most 200 characters
     * @param metadata at most 20 texts of at most 200 characters; replaces what was there
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record Annotation(@Nullable String externalId, @Nullable Map<String, String> metadata) implements JsonRequest {}

    /** Something that happened to a link. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record EventView(String id, Instant at, String type, String detail) {

        static EventView from(LinkEvent event) {
            return new EventView(event.eventId(), event.at(), event.type().name(), event.detail());
        }
    }
}
