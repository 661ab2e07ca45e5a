package dev.linkhub.simulator.webhook;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an event is to say. Null means: made up, or not applicable. */
public record EventDraft(
        String type,
        @Nullable String subType,
        @Nullable Instant timestamp,
        @Nullable String requestId,
        @Nullable String device) {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,64}");

    public EventDraft {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("an event type is 1 to 64 characters of a-z, 0-9 and _");
        }
    }

    public static EventDraft of(String type) {
        return new EventDraft(type, null, null, null, null);
    }

    public static EventDraft of(String type, String device) {
        return new EventDraft(type, null, null, null, device);
    }
}
