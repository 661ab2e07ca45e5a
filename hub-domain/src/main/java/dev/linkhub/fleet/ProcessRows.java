package dev.linkhub.fleet;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ProcessRows extends GenericRepository<ProcessRows.Row, String> {

    @Query("""
            INSERT INTO hub_process (process_id, name, kind, version, started_at, heard_at, in_flight, lanes, open_breakers)
            VALUES (:processId, :name, :kind, :version, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), :inFlight, :lanes, :openBreakers)
            ON DUPLICATE KEY UPDATE heard_at = VALUES(heard_at), in_flight = VALUES(in_flight), lanes = VALUES(lanes),
                   open_breakers = VALUES(open_breakers)
            """)
    void beat(
            String processId,
            String name,
            String kind,
            String version,
            int inFlight,
            String lanes,
            String openBreakers);

    /** Each process does it: the one that would have is dead. */
    @Query("DELETE FROM hub_process WHERE heard_at < UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE")
    int forgetDead();

    @Query("DELETE FROM hub_process WHERE process_id = :processId")
    int leave(String processId);

    /** Of the whole hub: processes belong to no tenant. */
    @Query("""
            SELECT p.*, TIMESTAMPDIFF(MICROSECOND, heard_at, UTC_TIMESTAMP(6)) AS silent_micros
              FROM hub_process p WHERE heard_at >= UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE
             ORDER BY kind, name, process_id LIMIT :limit
            """)
    List<Heard> living(int limit);

    @Query("SELECT COUNT(*) FROM hub_process WHERE heard_at >= UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE")
    int livingCount();

    @Introspected
    record Heard(
            String name,
            String kind,
            String version,
            Instant startedAt,
            Instant heardAt,
            int inFlight,
            String lanes,
            String openBreakers,
            long silentMicros) {}

    @MappedEntity("hub_process")
    record Row(@Id String processId, String name) {}
}
