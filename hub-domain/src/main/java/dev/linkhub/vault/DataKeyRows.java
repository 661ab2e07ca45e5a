package dev.linkhub.vault;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DataKeyRows extends GenericRepository<DataKeyRows.Row, String> {

    @Query("""
            INSERT IGNORE INTO tenant_data_key (tenant_id, key_id, wrapped_key, created_at)
            VALUES (:tenantId, :keyId, :wrappedKey, :createdAt)
            """)
    int insertIfNone(String tenantId, int keyId, byte[] wrappedKey, Instant createdAt);

    @Query("SELECT * FROM tenant_data_key WHERE tenant_id = :tenantId ORDER BY key_id DESC")
    List<Row> newestFirst(String tenantId);

    @Query("SELECT sealed FROM master_keyset_proof WHERE proof_id = 1")
    Optional<Proof> proof();

    @Query("INSERT IGNORE INTO master_keyset_proof (proof_id, sealed) VALUES (1, :sealed)")
    int insertProofIfNone(byte[] sealed);

    @MappedEntity("tenant_data_key")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record Row(@Id String tenantId, int keyId, byte[] wrappedKey, Instant createdAt) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Proof(byte[] sealed) {}
}
