package dev.linkhub.subscription;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SubscriptionRows extends GenericRepository<Subscription, String> {

    @Query("SELECT * FROM link_subscription WHERE tenant_id = :tenantId AND link_id = :linkId ORDER BY subscription_id")
    List<Subscription> ofLink(String tenantId, String linkId);

    /** The later time of each kind stays, so that it does not matter in what order and how often news come. */
    @Query("""
            INSERT INTO link_subscription (tenant_id, link_id, subscription_id, activated_at, deactivated_at)
            VALUES (:tenantId, :linkId, :subscriptionId, :activatedAt, :deactivatedAt)
            ON DUPLICATE KEY UPDATE
                   activated_at = COALESCE(GREATEST(activated_at, VALUES(activated_at)), activated_at, VALUES(activated_at)),
                   deactivated_at = COALESCE(GREATEST(deactivated_at, VALUES(deactivated_at)), deactivated_at, VALUES(deactivated_at))
            """)
    void note(
            String tenantId,
            String linkId,
            String subscriptionId,
            @Nullable Instant activatedAt,
            @Nullable Instant deactivatedAt);

    @Query("DELETE FROM link_subscription WHERE tenant_id = :tenantId AND link_id = :linkId")
    int deleteOfLink(String tenantId, String linkId);

    @Query("""
            DELETE FROM link_subscription WHERE tenant_id = :tenantId AND link_id IN (
                SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId)
            """)
    int deleteOfApp(String tenantId, String appId);
}
