package dev.linkhub.refresh;

import dev.linkhub.grant.RingGrant;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WaiterRows extends GenericRepository<RingGrant, String> {

    /** Those of these grants that are under a lease now. */
    @Query("""
            SELECT grant_id, generation, claim_id FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id IN (:grantIds) AND claim_id IS NOT NULL
               AND lease_until > UTC_TIMESTAMP(6)
            """)
    List<Attempt> underWay(String tenantId, List<String> grantIds);

    @Introspected
    record Attempt(String grantId, int generation, @Nullable String claimId) {}
}
