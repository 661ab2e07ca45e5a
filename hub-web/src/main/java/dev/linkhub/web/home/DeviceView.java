package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.ring.DeviceKind;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in plain words.
 *
 * @param kind what it is; empty if Ring did not say
 * @param mood how the state is drawn, beside what it says: as good, busy or bad
 * @param dated since when it is so, as sentences
 */
@Introspected
public record DeviceView(String name, String kind, String state, String mood, String dated) {

    static DeviceView of(Device device) {
        List<String> dated = new ArrayList<>();
        Boolean online = device.online();
        String state;
        String mood;
        if (!device.shared()) {
            state = "No longer shared";
            mood = "busy";
            add(dated, "Since %s.", device.removedAt());
        } else if (online == null) {
            state = "Shared";
            mood = "busy";
            dated.add("Ring has not told us whether it is online.");
        } else {
            state = online ? "Online" : "Offline";
            mood = online ? "good" : "bad";
            add(dated, "Since %s.", device.since());
        }
        add(dated, "Last event on %s.", device.lastEventAt());
        return new DeviceView(name(device), kind(device.kind()), state, mood, String.join(" ", dated));
    }

    /** Its name, or words for one that Ring has not named yet. */
    static String name(@Nullable Device device) {
        String name = device == null ? null : device.name();
        return name == null ? "A device" : name;
    }

    private static String kind(@Nullable DeviceKind kind) {
        return switch (kind) {
            case CAMERA -> "Camera";
            case CHIME -> "Chime";
            case null -> "";
        };
    }

    private static void add(List<String> sentences, String sentence, @Nullable Instant time) {
        if (time != null) {
            sentences.add(sentence.formatted(When.of(time)));
        }
    }
}
