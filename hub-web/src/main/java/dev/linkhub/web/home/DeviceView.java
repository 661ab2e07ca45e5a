package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.ring.DeviceKind;
import dev.linkhub.wording.Words;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    static DeviceView of(Device device, Words words) {
        List<String> dated = new ArrayList<>();
        Boolean online = device.online();
        String state;
        String mood;
        if (!device.shared()) {
            state = words.say("devices.removed");
            mood = "busy";
            since(device.removedAt(), words).ifPresent(dated::add);
        } else if (online == null) {
            state = words.say("devices.shared");
            mood = "busy";
            dated.add(words.say("devices.online-unknown"));
        } else {
            state = words.say(online ? "devices.online" : "devices.offline");
            mood = online ? "good" : "bad";
            since(device.since(), words).ifPresent(dated::add);
        }
        Instant last = device.lastEventAt();
        if (last != null) {
            dated.add(words.say("devices.last-event", words.minute(last)));
        }
        return new DeviceView(name(device, words), kind(device.kind(), words), state, mood, String.join(" ", dated));
    }

    /** Its name, or words for one that Ring has not named yet. */
    static String name(@Nullable Device device, Words words) {
        String name = device == null ? null : device.name();
        return name == null ? words.say("devices.unnamed") : name;
    }

    private static String kind(@Nullable DeviceKind kind, Words words) {
        return switch (kind) {
            case CAMERA -> words.say("devices.camera");
            case CHIME -> words.say("devices.chime");
            case null -> "";
        };
    }

    private static Optional<String> since(@Nullable Instant time, Words words) {
        return Optional.ofNullable(time).map(at -> words.say("devices.since", words.minute(at)));
    }
}
