package dev.linkhub.web.ops;

import dev.linkhub.health.LinkFilter;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.id.PublicIds;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.partnerapp.RingSite;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.webhook.RingWebhooks;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One tenant's links for operators: a list to narrow down, and each with its time line. */
@Controller("/ops/tenants/{tenant}/links")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsLinkController {

    private static final int LINKS_PER_PAGE = 100;
    private static final int MOST_EVENTS = 200;

    private final OperatorDesk desk;
    private final Tenants tenants;
    private final PartnerApps apps;
    private final LinkHealths healths;
    private final AccountLinks links;
    private final RingWebhooks webhooks;

    OpsLinkController(
            OperatorDesk desk,
            Tenants tenants,
            PartnerApps apps,
            LinkHealths healths,
            AccountLinks links,
            RingWebhooks webhooks) {
        this.desk = desk;
        this.tenants = tenants;
        this.apps = apps;
        this.healths = healths;
        this.links = links;
        this.webhooks = webhooks;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, String tenant) {
        return desk.forOperator(
                request,
                () -> tenants.bySlug(tenant)
                        .<HttpResponse<?>>map(
                                known -> desk.page(request, HttpStatus.OK, "ops-links", list(request, known)))
                        .orElseGet(HttpResponse::notFound));
    }

    @Get("/{link}")
    HttpResponse<?> one(HttpRequest<?> request, String tenant, String link) {
        return desk.forOperator(
                request,
                () -> tenants.bySlug(tenant)
                        .flatMap(known -> healths.find(known.scope(), link)
                                .<HttpResponse<?>>map(
                                        status -> desk.page(request, HttpStatus.OK, "ops-link", one(known, status))))
                        .orElseGet(HttpResponse::notFound));
    }

    private Map<String, Object> list(HttpRequest<?> request, Tenant tenant) {
        String app = asked(request, "app");
        String environment = asked(request, "environment");
        String state = asked(request, "state");
        String health = asked(request, "health");
        String after = asked(request, "after");
        Optional<PartnerApp> known = app.isEmpty() ? Optional.empty() : apps.find(tenant.scope(), app);
        boolean canBe = known.isPresent() == !app.isEmpty() && PublicIds.canBe(after);
        LinkFilter filter = new LinkFilter(
                known.map(PartnerApp::appId).orElse(null),
                Environment.parse(environment).map(List::of).orElseGet(() -> Environment.of(RingSite.RING)),
                named(LinkState.values(), state),
                named(LinkHealth.values(), health),
                null,
                null,
                null);
        List<LinkStatus> found = canBe ? healths.page(tenant.scope(), filter, after, LINKS_PER_PAGE) : List.of();
        List<Rows.Link> rows =
                found.stream().map(link -> Rows.Link.of(tenant, link)).toList();
        Map<String, Object> data = new HashMap<>();
        data.put("tenant", tenant.slug());
        data.put("links", rows);
        data.put("app", app);
        data.put("environment", environment);
        data.put("state", state);
        data.put("health", health);
        data.put("states", LinkState.values());
        data.put("healths", LinkHealth.values());
        data.put(
                "environments",
                Arrays.stream(Environment.values()).map(Environment::text).toList());
        data.put("next", rows.size() < LINKS_PER_PAGE ? "" : rows.getLast().id());
        return data;
    }

    private Map<String, Object> one(Tenant tenant, LinkStatus status) {
        return Map.of(
                "tenant", tenant.slug(),
                "app",
                        apps.find(tenant.scope(), status.appId())
                                .map(PartnerApp::slug)
                                .orElse(status.appId()),
                "link", Rows.Link.of(tenant, status),
                "events",
                        links.events(tenant.scope(), status.linkId(), MOST_EVENTS).stream()
                                .map(Rows.Event::of)
                                .toList(),
                "webhooks",
                        webhooks.ofLink(tenant.scope(), status.linkId(), MOST_EVENTS).stream()
                                .map(Rows.Webhook::of)
                                .toList(),
                "most", MOST_EVENTS);
    }

    private static String asked(HttpRequest<?> request, String parameter) {
        return request.getParameters().getFirst(parameter).orElse("");
    }

    private static <T extends Enum<T>> @Nullable T named(T[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
