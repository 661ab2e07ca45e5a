package dev.linkhub.simulator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.api.Payload;
import java.io.IOException;

/** Both documented places of an event's sub type (ring-contract.md §6). */
final class SubTypes {

    private static final JsonMapper JSON = new JsonMapper();

    private SubTypes() {}

    /** The same event with {@code data.subType} moved to {@code data.attributes.sub_type}. */
    static Payload inAttributes(Payload event) {
        try {
            JsonNode body = JSON.readTree(event.bytes());
            ObjectNode data = body.withObject("/data");
            data.withObject("/attributes").set("sub_type", data.remove("subType"));
            return Payload.of(body.toString());
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's own events are JSON", e);
        }
    }
}
