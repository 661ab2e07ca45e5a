package dev.linkhub.ring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingReply.Answered;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The devices that a Ring user shares with an app: {@code GET /v1/devices} ({@code ring-contract.md} §9). */
@Singleton
public class RingDevices {

    private static final String LIST = "/v1/devices?include=status,capabilities";
    private static final int LARGEST_LIST = 1024 * 1024;
    private static final int MOST_DEVICES = 200;
    private static final int LONGEST_NAME = 100;
    private static final Pattern DEVICE_ID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final RingApi api;

    RingDevices(RingApi api) {
        this.api = api;
    }

    /** Whether this can be the id of a device: what cannot is no device of Ring's. */
    public static boolean canBeId(String text) {
        return DEVICE_ID.matcher(text).matches();
    }

    /**
     * All devices that this access token may see, 200 at the most.
     *
     * @param app that it was given to
     */
    public DevicesAnswer list(PartnerApp app, Secret accessToken) {
        return switch (api.get(app, LIST, accessToken, LARGEST_LIST)) {
            case RingApi.Got.HeldBack heldBack -> new DevicesAnswer.RateLimited(heldBack.retryAfter());
            case RingApi.Got.Reply(RingReply.NotSent notSent) -> new DevicesAnswer.Unavailable(notSent.why());
            case RingApi.Got.Reply(RingReply.Unheard unheard) -> new DevicesAnswer.Unavailable(unheard.why());
            case RingApi.Got.Reply(Answered answered) -> read(answered);
        };
    }

    static DevicesAnswer read(Answered answered) {
        JsonNode json = answered.json();
        if (answered.status() == 401 || answered.status() == 403) {
            // A page that refuses us comes from something between us and Ring, and says nothing about the token.
            return json.isObject() || answered.body().length == 0
                    ? new DevicesAnswer.TokenRejected()
                    : new DevicesAnswer.Unavailable(answered.summary());
        }
        if (answered.status() == 429) {
            return new DevicesAnswer.RateLimited(answered.retryAfterOrDefault());
        }
        JsonNode data = json.path("data");
        // What is no list must not be taken for an empty one: that would remove every device.
        if (!answered.isSuccess() || !data.isArray()) {
            return new DevicesAnswer.Unavailable(answered.summary());
        }
        Map<String, JsonNode> included = included(json.path("included"));
        List<ListedDevice> devices = new ArrayList<>();
        boolean complete = !json.path("links").path("next").isTextual();
        for (JsonNode node : data) {
            String id = node.path("id").asText("");
            if (canBeId(id) && devices.size() < MOST_DEVICES) {
                devices.add(new ListedDevice(
                        id,
                        name(node.path("attributes").path("name")),
                        kind(part(node, "capabilities", included)),
                        online(part(node, "status", included))));
            } else {
                complete = false;
            }
        }
        return new DevicesAnswer.Listed(
                devices, complete, time(json.path("meta").path("time")).orElse(null));
    }

    private static Map<String, JsonNode> included(JsonNode nodes) {
        Map<String, JsonNode> byIdentity = new HashMap<>();
        nodes.forEach(node -> byIdentity.put(identity(node), node.path("attributes")));
        return byIdentity;
    }

    /** The attributes of a resource that a device refers to; a missing node if it was not sent along. */
    private static JsonNode part(JsonNode device, String name, Map<String, JsonNode> included) {
        JsonNode reference = device.path("relationships").path(name).path("data");
        JsonNode found = included.get(identity(reference));
        return found == null ? reference.path("attributes") : found;
    }

    private static String identity(JsonNode resource) {
        return resource.path("type").asText("") + " " + resource.path("id").asText("");
    }

    private static @Nullable Boolean online(JsonNode status) {
        JsonNode online = status.path("online");
        return online.isBoolean() ? online.asBoolean() : null;
    }

    private static @Nullable DeviceKind kind(JsonNode capabilities) {
        if (capabilities.path("video").isObject()) {
            return DeviceKind.CAMERA;
        }
        return capabilities.path("audio").isObject() ? DeviceKind.CHIME : null;
    }

    private static @Nullable String name(JsonNode node) {
        String name = node.asText("").strip();
        return name.isEmpty() ? null : name.codePointCount(0, name.length()) <= LONGEST_NAME ? name : cut(name);
    }

    private static String cut(String name) {
        return name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return Optional.of(DateTimeFormatter.ISO_INSTANT.parse(node.asText(""), Instant::from));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
