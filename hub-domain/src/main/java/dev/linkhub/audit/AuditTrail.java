package dev.linkhub.audit;

import dev.linkhub.id.PublicIds;
import dev.linkhub.tenant.ApiKeyDeleted;
import dev.linkhub.tenant.ApiKeyIssued;
import dev.linkhub.tenant.TenantCreated;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** A tenant's record of who did what. Written in the caller's transaction: what is not recorded did not happen. */
@Singleton
public class AuditTrail {

    private static final int LONGEST_DETAIL = 1000;

    private final AuditRows rows;
    private final PublicIds ids;
    private final Clock clock;

    AuditTrail(AuditRows rows, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records.
     *
     * @param action in the past tense with dots, such as {@code access_token.disclosed}
     * @param subject the id of what it was done to
     * @param detail for people; cut after 1,000 characters
     */
    public void record(TenantScope tenant, Actor actor, String action, String subject, String detail) {
        rows.insert(
                tenant.tenantId(),
                ids.next("aud"),
                clock.instant(),
                actor.name(),
                action,
                subject,
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
    }

    /**
     * A page, newest first.
     *
     * @param before the last id of the page before, or {@code ~} for the first page
     */
    public List<AuditEntry> newestFirst(TenantScope tenant, String before, int limit) {
        return rows.newestFirst(tenant.tenantId(), before, limit);
    }

    @EventListener
    void on(TenantCreated event) {
        record(
                event.tenant(),
                new Actor(event.by()),
                "tenant.created",
                event.tenant().tenantId(),
                "");
    }

    @EventListener
    void on(ApiKeyIssued event) {
        record(event.tenant(), new Actor(event.by()), "api_key.issued", event.apiKeyId(), event.scopes());
    }

    @EventListener
    void on(ApiKeyDeleted event) {
        record(event.tenant(), new Actor(event.by()), "api_key.deleted", event.apiKeyId(), "");
    }
}
