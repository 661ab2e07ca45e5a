package dev.linkhub.ring;

import org.jspecify.annotations.Nullable;

/**
 * A device as Ring lists it.
 *
 * @param ringDeviceId opaque; printable ASCII, at most 255 characters
 * @param name at most 100 characters; null if Ring gives none
 * @param kind null if Ring says nothing that tells
 * @param online null if Ring does not say
 */
public record ListedDevice(
        String ringDeviceId,
        @Nullable String name,
        @Nullable DeviceKind kind,
        @Nullable Boolean online) {

    /** Its name is a household's: not for logs. */
    @Override
    public String toString() {
        return "ListedDevice[" + ringDeviceId + "]";
    }
}
