package dev.linkhub.simulator.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.Form;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.device.SharedDevices;
import dev.linkhub.simulator.integration.Admission;
import dev.linkhub.simulator.integration.Installation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** {@code GET /v1/history/devices/{device}/events} (ring-contract.md §9). */
public final class HistoryEndpoint implements RingEndpoint {

    private static final int DEVICE_SEGMENT = 3;
    private static final int PAGE_SIZE = 50;

    private final Admission admission;
    private final SharedDevices devices;
    private final DeviceHistory history;

    public HistoryEndpoint(Admission admission, SharedDevices devices, DeviceHistory history) {
        this.admission = admission;
        this.devices = devices;
        this.history = history;
    }

    @Override
    public Call open(ApiRequest request) {
        return admission.call(
                EndpointName.HISTORY,
                request,
                installation -> devices.answer(
                        installation,
                        request.segment(DEVICE_SEGMENT),
                        device -> answer(installation, device, request)));
    }

    /** {@code before}: only events that began earlier. */
    private record Query(EventTypes types, Instant before) {

        static Query parse(String text) {
            Form form = Form.parse(text);
            return new Query(
                    EventTypes.parse(form.get("event_types").orElse("")),
                    form.get("page[key]").map(Query::time).orElse(Instant.MAX));
        }

        private static Instant time(String key) {
            try {
                return Instant.parse(key);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("page[key] is not from a previous answer", e);
            }
        }
    }

    private Answer answer(Installation installation, Device device, ApiRequest request) {
        Query query;
        try {
            query = Query.parse(request.query());
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "Bad Request", String.valueOf(e.getMessage()));
        }
        // Taken back in this very moment: as if it had never been shared.
        Instant consent = installation.sharedSince(device.id()).orElse(Instant.MAX);
        List<PastEvent> found = history.latest(
                installation.placement().account(),
                device.id(),
                consent,
                query.before(),
                query.types()::cover,
                PAGE_SIZE + 1);
        return Answer.json(200, page(device, query, found));
    }

    /** One event more than a page takes shows that there is a next one. */
    private static ObjectNode page(Device device, Query query, List<PastEvent> found) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        List<PastEvent> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        shown.forEach(event -> data.add(resource(device, event)));
        if (found.size() > PAGE_SIZE) {
            List<String> types = query.types().names();
            body.putObject("links")
                    .put(
                            "next",
                            "/v1/history/devices/" + device.id() + "/events?"
                                    + (types.isEmpty() ? "" : "event_types=" + String.join(",", types) + "&")
                                    + "page[key]=" + shown.getLast().start());
        }
        return body;
    }

    /** No sub type: Ring filters by it but does not tell it here. */
    private static ObjectNode resource(Device device, PastEvent event) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("type", "history-events").put("id", event.id());
        resource.putObject("attributes")
                .put("event_type", event.type())
                .put("is_third_party_reviewed", false)
                .put("start", event.start().toEpochMilli())
                .put("end", event.end().toEpochMilli());
        resource.putObject("relationships")
                .putObject("source")
                .putObject("data")
                .put("type", "devices")
                .put("id", device.id());
        return resource;
    }
}
