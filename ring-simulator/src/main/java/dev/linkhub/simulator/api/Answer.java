package dev.linkhub.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What Ring answers. {@code remarks} go to the trace only: what the caller did wrong, in words. */
public record Answer(int status, Map<String, String> headers, Payload body, List<String> remarks) {

    public Answer {
        headers = Map.copyOf(headers);
        remarks = List.copyOf(remarks);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), Payload.of(body.toString()), List.of());
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Payload.EMPTY, List.of());
    }

    /** Without a body or type, as the proxy in front of the API has been seen to answer (ring-contract.md §8). */
    public static Answer ofProxy(int status) {
        return empty(status)
                .with("server", "envoy")
                .with("x-request-id", UUID.randomUUID().toString());
    }

    /** Ring's error body (ring-contract.md §8). */
    public static Answer error(int status, String title, String detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors")
                .addObject()
                .put("status", Integer.toString(status))
                .put("title", title)
                .put("detail", detail);
        return json(status, body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, remarks);
    }

    /** The same with one more remark. */
    public Answer remarked(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Answer(status, headers, body, more);
    }
}
