package dev.linkhub.idempotency;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as stored.
 *
 * @param status null while it is carried out
 * @param answerSealed (annotated for Micronaut, which does not read JSpecify's on an array) null while it is carried out, and once its secret answer is forgotten
 * @param forgetAt when the answer goes; the row goes then too unless it is younger than a day
 */
@MappedEntity("idempotent_request")
@SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
record IdempotentRow(
        String tenantId,
        @Id byte[] requestSha256,
        byte[] bodySha256,
        Instant startedAt,
        @Nullable Integer status,
        @io.micronaut.core.annotation.Nullable byte[] answerSealed,
        Instant forgetAt) {}
