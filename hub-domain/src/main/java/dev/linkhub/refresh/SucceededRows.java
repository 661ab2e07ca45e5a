package dev.linkhub.refresh;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Grants with new tokens. Each list goes to the database as one batch. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SucceededRows extends GenericRepository<SucceededRows.Succeeded, String> {

    /**
     * A success counts by generation and live state alone: an owner that overslept its lease still holds the only living
     * tokens, and heals whatever was held against the generation that it replaces.
     */
    @Query("""
            UPDATE ring_grant
               SET access_token_sealed = :accessSealed, refresh_token_sealed = :refreshSealed,
                   token_type = :tokenType, scope = :scope, generation = :generation + 1,
                   access_expires_at = :accessExpiresAt, refresh_expires_at = :refreshExpiresAt,
                   last_refreshed_at = :endedAt, due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND,
                   claim_id = NULL, lease_until = NULL, in_doubt_since = NULL, failures = 0,
                   last_outcome = 'REFRESHED', last_attempt_at = :endedAt,
                   unhealthy_reason = NULL, unhealthy_since = NULL, confirmations = 0, suspect_since = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND generation = :generation
               AND state IN ('EXCHANGED', 'UNCLAIMED', 'PARKED', 'CLAIMED')
            """)
    void updateSucceeded(List<Succeeded> succeeded);

    @MappedEntity("ring_grant")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record Succeeded(
            String tenantId,
            @Id String grantId,
            int generation,
            byte[] accessSealed,
            byte[] refreshSealed,
            String tokenType,
            String scope,
            Instant accessExpiresAt,
            Instant refreshExpiresAt,
            Instant endedAt,
            long dueInMicros) {}
}
