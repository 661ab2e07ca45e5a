package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a grant's refreshes went: one entry for each end of an attempt. */
@Singleton
public class RefreshHistory {

    private final WriteBackRows rows;

    RefreshHistory(WriteBackRows rows) {
        this.rows = rows;
    }

    /** Newest first. */
    public List<Entry> of(TenantScope tenant, String grantId, int limit) {
        return rows.history(tenant.tenantId(), grantId, limit);
    }

    /**
     * One end of an attempt.
     *
     * @param newGeneration the generation that a success made; null for any other outcome
     * @param ringRequestId Ring's name for the call, if it gave one
     */
    @Introspected
    public record Entry(
            String attemptId,
            Instant endedAt,
            AttemptOutcome outcome,
            String detail,
            @Nullable Integer newGeneration,
            boolean wasInDoubt,
            boolean onDemand,
            @Nullable String ringRequestId) {}
}
