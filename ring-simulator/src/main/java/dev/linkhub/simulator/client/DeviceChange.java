package dev.linkhub.simulator.client;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.linkhub.simulator.account.Location;
import dev.linkhub.simulator.camera.ViewSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is to change about a device; the rest stays as it is. */
public final class DeviceChange {

    private final Map<String, Object> fields;

    private DeviceChange(Map<String, Object> fields) {
        this.fields = fields;
    }

    public static DeviceChange name(String name) {
        return new DeviceChange(Map.of("name", name));
    }

    /** Apps that may see the device hear of it by webhook. */
    public static DeviceChange online(boolean online) {
        return new DeviceChange(Map.of("online", online));
    }

    public static DeviceChange location(Location location) {
        return new DeviceChange(Map.of("location", location));
    }

    public static DeviceChange view(ViewSettings view) {
        return new DeviceChange(Map.of("view", view));
    }

    /** Both changes at once; where both name the same thing, the other wins. */
    public DeviceChange and(DeviceChange other) {
        Map<String, Object> both = new LinkedHashMap<>(fields);
        both.putAll(other.fields);
        return new DeviceChange(both);
    }

    @JsonValue
    Map<String, Object> fields() {
        return fields;
    }
}
