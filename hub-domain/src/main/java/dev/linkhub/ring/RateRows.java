package dev.linkhub.ring;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RateRows extends GenericRepository<RateRows.Row, String> {

    @Query(
            "INSERT INTO ring_rate (tenant_id, app_id) VALUES (:tenantId, :appId) ON DUPLICATE KEY UPDATE app_id = ring_rate.app_id")
    void create(String tenantId, String appId);

    /** A longer rest stays. */
    @Query("""
            INSERT INTO ring_rate (tenant_id, app_id, not_before)
            VALUES (:tenantId, :appId, UTC_TIMESTAMP(6) + INTERVAL :micros MICROSECOND)
            ON DUPLICATE KEY UPDATE not_before = GREATEST(COALESCE(not_before, VALUES(not_before)), VALUES(not_before))
            """)
    void rest(String tenantId, String appId, long micros);

    @Query("""
            SELECT agreed_per_second, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), not_before) AS micros_to_rest
              FROM ring_rate WHERE tenant_id = :tenantId AND app_id = :appId
            """)
    Optional<Standing> standing(String tenantId, String appId);

    @Query("DELETE FROM ring_rate WHERE tenant_id = :tenantId AND app_id = :appId")
    int delete(String tenantId, String appId);

    /**
     * What is agreed and asked for.
     *
     * @param agreedPerSecond null: the setting holds
     * @param microsToRest null if Ring has never asked to be left alone; negative when that is over
     */
    @Introspected
    record Standing(
            @Nullable Integer agreedPerSecond, @Nullable Long microsToRest) {}

    @MappedEntity("ring_rate")
    record Row(String tenantId, @Id String appId) {}
}
