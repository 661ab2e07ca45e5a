package dev.linkhub.web.ops;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PauseReason;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One app as operators see it: what waits, what failed, and whether it may call Ring. */
@Controller("/ops/tenants/{tenant}/apps/{app}")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsAppController {

    private static final int MOST_GRANTS = 200;

    private final OperatorDesk desk;
    private final TenantApps apps;
    private final Grants grants;
    private final AppPauses pauses;
    private final AppCondition condition;
    private final Clock clock;

    OpsAppController(
            OperatorDesk desk, TenantApps apps, Grants grants, AppPauses pauses, AppCondition condition, Clock clock) {
        this.desk = desk;
        this.apps = apps;
        this.grants = grants;
        this.pauses = pauses;
        this.condition = condition;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request, String tenant, String app) {
        return desk.forOperator(
                request,
                () -> apps.find(tenant, app)
                        .<HttpResponse<?>>map(found -> desk.page(request, HttpStatus.OK, "ops-app", data(found)))
                        .orElseGet(HttpResponse::notFound));
    }

    /** Stops the app's refreshes and claims until somebody resumes it. */
    @Post("/freeze")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> freeze(HttpRequest<?> request, String tenant, String app, @Nullable @Body String body) {
        return change(request, tenant, app, body, pauses::freeze);
    }

    /** Ends that; {@code /thaw} is what forms of an earlier version ask for. */
    @Post(uris = {"/resume", "/thaw"})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> resume(HttpRequest<?> request, String tenant, String app, @Nullable @Body String body) {
        return change(request, tenant, app, body, pauses::thaw);
    }

    private HttpResponse<?> change(
            HttpRequest<?> request,
            String tenant,
            String app,
            @Nullable String body,
            BiConsumer<PartnerApp, Actor> change) {
        return desk.forOperator(request, () -> {
            if (desk.ours(request, body).isEmpty()) {
                return HttpResponse.status(HttpStatus.FORBIDDEN);
            }
            Optional<TenantApps.Found> found = apps.find(tenant, app);
            if (found.isEmpty()) {
                return HttpResponse.notFound();
            }
            change.accept(found.get().app(), Actor.OPERATOR);
            return desk.redirect(found.get().path());
        });
    }

    private Map<String, Object> data(TenantApps.Found found) {
        Instant now = clock.instant();
        PartnerApp app = found.app();
        return Map.of(
                "app",
                Rows.App.of(found.tenant(), app),
                "now",
                condition.of(app),
                "frozen",
                app.pauseReason() == PauseReason.FROZEN,
                "freezable",
                app.hasCredentials() && app.pauseReason() != PauseReason.FROZEN,
                "most",
                MOST_GRANTS,
                "pool",
                grants.notYetClaimed(app, MOST_GRANTS).stream()
                        .map(grant -> Rows.Grant.of(grant, now))
                        .toList(),
                "failed",
                grants.failedBeforeLink(app, MOST_GRANTS).stream()
                        .map(grant -> Rows.Grant.of(grant, now))
                        .toList());
    }
}
