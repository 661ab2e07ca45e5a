package dev.linkhub.simulator.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.settings.SubTypePlace;
import dev.linkhub.simulator.webhook.EventDraft.Subscribed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes the envelope of version 1.1 (ring-contract.md §6). */
final class EventBody {

    private static final Duration SUBSCRIPTION_PERIOD = Duration.ofDays(30);

    private final String account;
    private final EventDraft draft;
    private final Instant now;

    EventBody(String account, EventDraft draft, Instant now) {
        this.account = account;
        this.draft = draft;
        this.now = now;
    }

    Payload write(String requestId, SubTypePlace place) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("meta")
                .put("version", "1.1")
                .put("time", now.toString())
                .put("request_id", requestId)
                .put("account_id", account);
        ObjectNode data = body.putObject("data").put("id", eventId()).put("type", draft.type());
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (draft.type().startsWith("subscription_")) {
            subscription(data, attributes);
        } else if (draft.device() != null) {
            attributes.put("source", draft.device()).put("source_type", "devices");
            data.putObject("relationships")
                    .putObject("devices")
                    .putObject("links")
                    .put("self", "/v1/devices/" + draft.device());
        } else {
            attributes.put("source", account).put("source_type", "users");
        }
        attributes.put("timestamp", timestamp().toEpochMilli());
        if (draft.subType() != null) {
            ObjectNode holder = place == SubTypePlace.DATA ? data : attributes;
            holder.put(place == SubTypePlace.DATA ? "subType" : "sub_type", draft.subType());
        }
        data.set("attributes", attributes);
        return Payload.of(body.toString());
    }

    private void subscription(ObjectNode data, ObjectNode attributes) {
        String subType = draft.subType() == null ? "paid" : draft.subType();
        Subscribed subscribed = draft.subscribed() == null ? madeUp(subType) : draft.subscribed();
        attributes.put("source", "subscriptions").put("source_type", "subscriptions");
        attributes.put("source_id", subscribed.id());
        attributes.put("sub_type", subType);
        attributes.put("plan_id", subscribed.planId());
        if (draft.type().equals("subscription_activated")) {
            attributes.put("expires_at", subscribed.expiresAt().toString());
        }
        ObjectNode relationships = data.putObject("relationships");
        relationships.putObject("subscriptions").putObject("links").put("self", "/v1/accounts/me/subscriptions");
        if (!subscribed.devices().isEmpty()) {
            ArrayNode devices = relationships.putObject("devices").putArray("data");
            subscribed
                    .devices()
                    .forEach(device -> devices.addObject().put("type", "device").put("id", device));
        }
    }

    private Subscribed madeUp(String subType) {
        return new Subscribed(
                "ava1.ring.subscription." + UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)),
                subType.equals("trial") ? null : "simulated-plan",
                timestamp().plus(SUBSCRIPTION_PERIOD),
                draft.device() == null ? List.of() : List.of(draft.device()));
    }

    private String eventId() {
        String device = draft.device();
        return device == null
                ? "evt-" + UUID.randomUUID()
                : device + "_" + (draft.subType() == null ? draft.type() : draft.subType()) + "_"
                        + timestamp().toEpochMilli();
    }

    private Instant timestamp() {
        return draft.timestamp() == null ? now : draft.timestamp();
    }
}
