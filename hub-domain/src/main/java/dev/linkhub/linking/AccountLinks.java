package dev.linkhub.linking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.id.PublicIds;
import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's links. How healthy they are is for the {@code health} package. */
@Singleton
public class AccountLinks {

    /** What stands for the end of a time line, where its newest event is: greater than any id. */
    public static final String NOW = "~";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_EXTERNAL_ID = 200;
    private static final int MOST_METADATA = 20;
    private static final int LONGEST_METADATA = 200;

    private final LinkRows rows;
    private final LinkEvents events;
    private final AuditTrail audit;

    AccountLinks(LinkRows rows, LinkEvents events, AuditTrail audit) {
        this.rows = rows;
        this.events = events;
        this.audit = audit;
    }

    /** By id. */
    public Optional<AccountLink> find(TenantScope tenant, String linkId) {
        return PublicIds.canBe(linkId) ? rows.find(tenant.tenantId(), linkId) : Optional.empty();
    }

    /**
     * By id.
     *
     * @throws NotFound if this tenant has no such link
     */
    public AccountLink get(TenantScope tenant, String linkId) {
        return find(tenant, linkId).orElseThrow(NotFound::new);
    }

    /** All of a household, oldest first. */
    public List<AccountLink> ofHousehold(TenantScope tenant, String householdId) {
        return rows.ofHousehold(tenant.tenantId(), householdId);
    }

    /** What happened to it, newest first. */
    public List<LinkEvent> events(TenantScope tenant, String linkId, int limit) {
        return events(tenant, linkId, NOW, limit);
    }

    /**
     * What happened to it before something else did, newest first.
     *
     * @param before the id of that event, or {@link #NOW}
     */
    public List<LinkEvent> events(TenantScope tenant, String linkId, String before, int limit) {
        return events.newestFirst(tenant, linkId, before, limit);
    }

    /**
     * Stores the integrator's own names for a link; null leaves one as it is.
     *
     * @param metadata at most 20 keys of 1 to 200 characters with values of at most 200
     * @throws dev.linkhub.refusal.InvalidInput if something is too long or too many
     */
    @Transactional
    public void annotate(
            TenantScope tenant,
            String linkId,
            @Nullable String externalId,
            @Nullable Map<String, String> metadata,
            Actor by) {
        FieldChecks checks = new FieldChecks();
        if (externalId != null) {
            checks.text("external_id", externalId, LONGEST_EXTERNAL_ID);
        }
        checks.require(
                        metadata == null || fits(metadata),
                        "metadata",
                        "at most 20 keys, texts of at most 200 characters")
                .done();
        AccountLink link = rows.lock(tenant.tenantId(), linkId).orElseThrow(NotFound::new);
        rows.annotate(
                tenant.tenantId(),
                linkId,
                externalId == null ? link.externalId() : externalId,
                metadata == null ? link.metadata() : json(metadata));
        audit.record(tenant, by, "link.annotated", linkId, "");
    }

    /** Notes that somebody asks for a refresh now; false if somebody did within the last minute. */
    @Transactional
    public boolean mayRefreshNow(TenantScope tenant, String linkId) {
        return rows.noteRefreshAsked(tenant.tenantId(), linkId) == 1;
    }

    private static boolean fits(Map<String, String> metadata) {
        return metadata.size() <= MOST_METADATA
                && metadata.entrySet().stream()
                        .allMatch(entry -> !entry.getKey().isBlank()
                                && entry.getKey().length() <= LONGEST_METADATA
                                && entry.getValue().length() <= LONGEST_METADATA);
    }

    private static String json(Map<String, String> metadata) {
        try {
            return JSON.writeValueAsString(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings as JSON", e);
        }
    }
}
