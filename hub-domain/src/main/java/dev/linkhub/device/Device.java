package dev.linkhub.device;

import dev.linkhub.ring.DeviceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device as Ring last told us.
 *
 * @param ringDeviceId opaque
 * @param name what the household calls it; null until Ring has listed it
 * @param shared whether the household shares it now
 * @param addedAt since when it is or was shared, as far as known
 * @param removedAt since when it is not shared any more; null while it is
 * @param online null if Ring never said
 * @param since when it last came online or went offline
 * @param lastEventAt when something last happened at it
 */
public record Device(
        String ringDeviceId,
        @Nullable String name,
        @Nullable DeviceKind kind,
        boolean shared,
        @Nullable Instant addedAt,
        @Nullable Instant removedAt,
        @Nullable Boolean online,
        @Nullable Instant since,
        @Nullable Instant lastEventAt) {

    static Device of(DeviceRow row, @Nullable String name) {
        Boolean online = row.isShared() ? row.online() : null;
        return new Device(
                row.ringDeviceId(),
                name,
                row.kind(),
                row.isShared(),
                row.addedAt(),
                row.isShared() ? null : row.removedAt(),
                online,
                online == null ? null : online ? row.onlineAt() : row.offlineAt(),
                row.lastEventAt());
    }

    /** Its name is a household's: not for logs. */
    @Override
    public String toString() {
        return "Device[" + ringDeviceId + "]";
    }
}
