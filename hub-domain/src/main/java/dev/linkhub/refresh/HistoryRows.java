package dev.linkhub.refresh;

import dev.linkhub.grant.RingGrant;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Attempts that are too old. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface HistoryRows extends GenericRepository<RingGrant, String> {

    /** The oldest of the next app, also of one that is deleted. One look into the index; grouped, it would read all. */
    @Query("""
            SELECT app_id, ended_at FROM refresh_attempt
             WHERE tenant_id = :tenantId AND app_id > :afterApp ORDER BY app_id, ended_at LIMIT 1
            """)
    Optional<OfApp> oldest(String tenantId, String afterApp);

    @Query("""
            DELETE FROM refresh_attempt
             WHERE tenant_id = :tenantId AND app_id = :appId AND ended_at <= :until ORDER BY ended_at LIMIT :most
            """)
    int delete(String tenantId, String appId, Instant until, int most);

    @Introspected
    record OfApp(String appId, Instant endedAt) {}
}
