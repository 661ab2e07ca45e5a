package dev.linkhub.api.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.webhook.LinkHistory;
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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenant's links. A key that does not reach a link's environment does not see the link. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/links")
@ExecuteOn(TaskExecutors.BLOCKING)
class LinkController {

    private final Links links;
    private final AccountLinks accountLinks;
    private final LinkHealths healths;
    private final LinkHistory history;
    private final WantedLinks wanted;

    LinkController(
            Links links, AccountLinks accountLinks, LinkHealths healths, LinkHistory history, WantedLinks wanted) {
        this.links = links;
        this.accountLinks = accountLinks;
        this.healths = healths;
        this.history = history;
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

    /** Lists what happened to a link and what Ring said about it, newest first. */
    @Get("/{id}/events")
    @Secured("links:read")
    Page<EventView> listLinkEvents(
            TenantCaller caller,
            @PathVariable String id,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor) {
        PageRequest page = PageRequest.of(limit, cursor, "evt");
        String linkId = links.get(caller, id).linkId();
        return Page.of(
                page,
                history.newestFirst(caller.tenant(), linkId, page.after(AccountLinks.NOW), page.rows()),
                LinkHistory.Entry::id,
                EventView::from);
    }

    /**
     * The integrator's own names for a link.
     *
     * @param externalId at most 200 characters
     * @param metadata at most 20 texts of at most 200 characters; replaces what was there
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record Annotation(@Nullable String externalId, @Nullable Map<String, String> metadata) implements JsonRequest {}

    /**
     * Something that happened to a link.
     *
     * @param source {@code hub} for what became of the link, {@code ring} for a webhook of Ring
     * @param type such as {@code COMPLETED}, or for a webhook Ring's own, such as {@code motion_detected}
     * @param detail for a webhook, Ring's id of the device or the subscription that it is about; else what there is to say
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventView(String id, Instant at, String source, String type, String detail) {

        static EventView from(LinkHistory.Entry entry) {
            return new EventView(
                    entry.id(),
                    entry.at(),
                    entry.source().name().toLowerCase(Locale.ROOT),
                    entry.type(),
                    entry.detail());
        }
    }
}
