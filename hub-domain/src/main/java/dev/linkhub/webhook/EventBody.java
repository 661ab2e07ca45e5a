package dev.linkhub.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.id.Sha256;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What we read of a webhook's body ({@code ring-contract.md} §6). Anything may be missing, for unknown kinds of events are
 * taken too; only JSON it must be.
 *
 * @param subject Ring's id of the device or the subscription that it is about
 */
record EventBody(
        String requestId,
        String type,
        @Nullable String ringAccountId,
        @Nullable Instant happenedAt,
        @Nullable String subject) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int LONGEST_TYPE = 100;
    private static final int LONGEST_ACCOUNT = 255;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    static Optional<EventBody> read(byte[] raw) {
        try {
            JsonNode json = JSON.readTree(raw);
            return json == null || !json.isObject() ? Optional.empty() : Optional.of(of(json, raw));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static EventBody of(JsonNode json, byte[] raw) {
        JsonNode meta = json.path("meta");
        JsonNode data = json.path("data");
        String requestId = meta.path("request_id").asText("");
        String type = data.path("type").asText("");
        String account = meta.path("account_id").asText("");
        return new EventBody(
                REQUEST_ID.matcher(requestId).matches()
                        ? requestId
                        : HexFormat.of().formatHex(Sha256.of(raw)),
                type.length() > LONGEST_TYPE ? type.substring(0, LONGEST_TYPE) : type,
                account.isEmpty() || account.length() > LONGEST_ACCOUNT ? null : account,
                happenedAt(data.path("attributes").path("timestamp"), meta.path("time")),
                subject(data.path("attributes")));
    }

    private static @Nullable String subject(JsonNode attributes) {
        String id = switch (attributes.path("source_type").asText("")) {
            case "devices" -> attributes.path("source").asText("");
            case "subscriptions" -> attributes.path("source_id").asText("");
            default ->
                attributes.path("source").asText("").equals("subscriptions")
                        ? attributes.path("source_id").asText("")
                        : "";
        };
        return SUBJECT.matcher(id).matches() ? id : null;
    }

    /** Milliseconds as documented; seconds or nanoseconds in their place would be times that no event has. */
    private static @Nullable Instant happenedAt(JsonNode timestamp, JsonNode sentAt) {
        if (timestamp.isIntegralNumber() && timestamp.canConvertToLong()) {
            Instant happened = Instant.ofEpochMilli(timestamp.asLong());
            if (isPlausible(happened)) {
                return happened;
            }
        }
        try {
            Instant sent = DateTimeFormatter.ISO_INSTANT
                    .parse(sentAt.asText(), Instant::from)
                    .truncatedTo(ChronoUnit.MICROS);
            return isPlausible(sent) ? sent : null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static boolean isPlausible(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }
}
