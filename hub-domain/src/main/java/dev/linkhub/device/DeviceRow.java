package dev.linkhub.device;

import dev.linkhub.ring.DeviceKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device as it is stored: the latest time of each kind of news, whatever order they came in. */
@MappedEntity("link_device")
@SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
record DeviceRow(
        String tenantId,
        String linkId,
        @Id String ringDeviceId,
        @io.micronaut.core.annotation.Nullable byte @Nullable [] nameSealed,
        int nameNumber,
        @Nullable DeviceKind kind,
        @Nullable Instant addedAt,
        @Nullable Instant removedAt,
        @Nullable Instant onlineAt,
        @Nullable Instant offlineAt,
        @Nullable Instant lastEventAt) {

    /** Of an addition and a removal at the same time the removal counts: a list puts it right, and until then nothing leaks. */
    boolean isShared() {
        return removedAt == null || (addedAt != null && addedAt.isAfter(removedAt));
    }

    @Nullable Boolean online() {
        if (onlineAt == null) {
            return offlineAt == null ? null : Boolean.FALSE;
        }
        return offlineAt == null || onlineAt.isAfter(offlineAt);
    }
}
