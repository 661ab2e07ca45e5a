package dev.linkhub.linking;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A household's wish to be disconnected, and what became of it.
 *
 * @param grantId whose tokens it means: those of a later claim are others
 * @param droppedAt when the tokens were dropped; null while Ring has still to be told
 */
@MappedEntity("link_disconnect")
public record Disconnection(
        String tenantId,
        @Id String linkId,
        String grantId,
        Instant askedAt,
        int failures,
        @Nullable Instant droppedAt) {}
