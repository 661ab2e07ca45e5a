package dev.linkhub.web.ops;

import dev.linkhub.health.LinkHealth;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What operators see of all tenants. */
@Controller("/ops")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsController {

    private final OperatorDesk desk;
    private final Fleet fleet;

    OpsController(OperatorDesk desk, Fleet fleet) {
        this.desk = desk;
        this.fleet = fleet;
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
