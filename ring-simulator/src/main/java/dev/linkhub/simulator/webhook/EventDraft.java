package dev.linkhub.simulator.webhook;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an event is to say. Null means: made up, or not applicable. */
public record EventDraft(
        String type,
        @Nullable String subType,
        @Nullable Instant timestamp,
        @Nullable String requestId,
        @Nullable String device,
        @Nullable Subscribed subscribed) {

    /** What a subscription event is about; without it, one is made up. */
    public record Subscribed(String id, @Nullable String planId, Instant expiresAt, List<String> devices) {

        public Subscribed {
            devices = List.copyOf(devices);
        }
    }

    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,64}");

    public EventDraft {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("an event type is 1 to 64 characters of a-z, 0-9 and _");
        }
    }

    /** Of anything but a certain subscription. */
    public EventDraft(
            String type,
            @Nullable String subType,
            @Nullable Instant timestamp,
            @Nullable String requestId,
            @Nullable String device) {
        this(type, subType, timestamp, requestId, device, null);
    }

    public static EventDraft of(String type, String subType, Subscribed subscribed) {
        return new EventDraft(type, subType, null, null, null, subscribed);
    }

    public static EventDraft of(String type) {
        return new EventDraft(type, null, null, null, null);
    }

    public static EventDraft of(String type, String device) {
        return new EventDraft(type, null, null, null, device);
    }
}
