package dev.linkhub.api.health;

import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.OperatorCaller;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.health.LinkHealths;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** How links are doing: a tenant's own, and for operators all. */
@NeedsKey
@MayRefuse
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class HealthController {

    private final LinkHealths healths;

    HealthController(LinkHealths healths) {
        this.healths = healths;
    }

    /** Counts the tenant's links in the environments that the key reaches. */
    @Get("/health")
    @Secured("links:read")
    HealthView getHealth(TenantCaller caller) {
        return HealthView.from(healths.counts(caller.tenant()).stream()
                .filter(count -> caller.reaches(count.environment()))
                .toList());
    }

    /** Counts all tenants' links. */
    @Get("/fleet/health")
    @Secured(OperatorCaller.OPERATOR)
    HealthView getFleetHealth(OperatorCaller caller) {
        return HealthView.from(healths.fleet());
    }
}
