package dev.linkhub.web.ops;

import dev.linkhub.grant.Grants;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
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
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What operators see of all tenants, and of one app what is not (yet) a link. */
@Controller("/ops")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsController {

    private static final int MOST_GRANTS = 200;

    private final OperatorDesk desk;
    private final Fleet fleet;
    private final Tenants tenants;
    private final PartnerApps apps;
    private final Grants grants;
    private final Clock clock;

    OpsController(OperatorDesk desk, Fleet fleet, Tenants tenants, PartnerApps apps, Grants grants, Clock clock) {
        this.desk = desk;
        this.fleet = fleet;
        this.tenants = tenants;
        this.apps = apps;
        this.grants = grants;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> overview(HttpRequest<?> request) {
        return desk.forOperator(request, () -> {
            List<Fleet.Member> members = fleet.members();
            return desk.page(
                    request,
                    HttpStatus.OK,
                    "ops-overview",
                    Map.of(
                            "totals", totals(members),
                            "counts",
                                    members.stream()
                                            .flatMap(member -> member.countRows().stream())
                                            .toList(),
                            "apps",
                                    members.stream()
                                            .flatMap(member -> member.appRows().stream())
                                            .toList()));
        });
    }

    @Get("/tenants/{tenant}/apps/{app}")
    HttpResponse<?> app(HttpRequest<?> request, String tenant, String app) {
        return desk.forOperator(
                request,
                () -> tenants.bySlug(tenant)
                        .flatMap(known -> apps.find(known.scope(), app)
                                .<HttpResponse<?>>map(
                                        found -> desk.page(request, HttpStatus.OK, "ops-app", app(known, found))))
                        .orElseGet(HttpResponse::notFound));
    }

    private Map<String, Object> app(Tenant tenant, PartnerApp app) {
        Instant now = clock.instant();
        return Map.of(
                "app", Rows.App.of(tenant, app),
                "most", MOST_GRANTS,
                "pool",
                        grants.notYetClaimed(app, MOST_GRANTS).stream()
                                .map(grant -> Rows.Grant.of(grant, now))
                                .toList(),
                "failed",
                        grants.failedBeforeLink(app, MOST_GRANTS).stream()
                                .map(grant -> Rows.Grant.of(grant, now))
                                .toList());
    }

    /** All links by health, those that were removed or replaced included; each health named even where there are none. */
    private static Map<String, Long> totals(List<Fleet.Member> members) {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (LinkHealth health : LinkHealth.values()) {
            totals.put(
                    health.name(),
                    members.stream()
                            .flatMap(member -> member.counts().stream())
                            .filter(count -> count.health() == health)
                            .mapToLong(count -> count.links())
                            .sum());
        }
        return totals;
    }
}
