package dev.linkhub.api.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.health.LinkStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link.
 *
 * @param app the app's id
 * @param household the household's id
 * @param accountIdentifier the masked name that the Ring user sees
 * @param state {@code CLAIMED}, {@code AWAITING}, {@code COMPLETED}, {@code INCOMPLETE}, {@code REMOVED} or {@code REPLACED}
 * @param health {@code HEALTHY}, {@code RETRYING}, {@code AT_RISK}, {@code UNHEALTHY} or {@code PAUSED}
 * @param reason why it is unhealthy
 * @param generation rises with each refresh
 * @param reconnectUrl where to send the household for a repair
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkView(
        String id,
        String app,
        String environment,
        String ringAccountId,
        String household,
        String accountIdentifier,
        String state,
        String health,
        @Nullable String reason,
        int generation,
        @Nullable Instant accessExpiresAt,
        @Nullable Instant refreshExpiresAt,
        @Nullable Instant nextRefreshAt,
        @Nullable Instant lastRefreshedAt,
        Instant createdAt,
        @Nullable Instant linkedAt,
        @Nullable Instant removedAt,
        @Nullable String externalId,
        @Nullable Map<String, String> metadata,
        String reconnectUrl) {

    static LinkView from(LinkStatus link, @Nullable Map<String, String> metadata, String reconnectUrl) {
        return new LinkView(
                link.linkId(),
                link.appId(),
                link.environment().text(),
                link.ringAccountId(),
                link.householdId(),
                link.accountIdentifier(),
                link.state().name(),
                link.health().name(),
                link.reason(),
                link.generation(),
                link.accessExpiresAt(),
                link.refreshExpiresAt(),
                link.dueAt(),
                link.lastRefreshedAt(),
                link.createdAt(),
                link.linkedAt(),
                link.removedAt(),
                link.externalId(),
                metadata,
                reconnectUrl);
    }
}
