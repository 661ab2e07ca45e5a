package dev.linkhub.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who did what in the tenant, in all its environments: test keys do not see it. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/audit")
@Secured("audit:read")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {

    private static final String FROM_THE_NEWEST = "~";

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    /** Lists what was done, newest first. */
    @Get
    Page<EntryView> listAudit(
            TenantCaller caller, @Nullable @QueryValue Integer limit, @Nullable @QueryValue String cursor) {
        caller.requireLive();
        PageRequest page = PageRequest.of(limit, cursor, "aud");
        return Page.of(
                page,
                trail.newestFirst(caller.tenant(), page.after(FROM_THE_NEWEST), page.rows()),
                AuditEntry::auditId,
                EntryView::from);
    }

    /**
     * One thing that was done.
     *
     * @param actor {@code operator}, {@code hub}, or the id of a key or a household
     * @param subject the id of what it was done to
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EntryView(String id, Instant at, String actor, String action, String subject, String detail) {

        static EntryView from(AuditEntry entry) {
            return new EntryView(
                    entry.auditId(), entry.at(), entry.actor(), entry.action(), entry.subject(), entry.detail());
        }
    }
}
