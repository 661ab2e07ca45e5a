package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.webhook.EventState;
import java.util.List;
import java.util.Map;

/** Events that wait: held ones, dead letters, and those of a Webhook URL that Ring has disabled. */
public final class WebhooksClient {

    private final ControlHttp http;

    WebhooksClient(ControlHttp http) {
        this.http = http;
    }

    /** The events that stand there, such as the dead letters; oldest first. */
    public List<EventDetails> events(EventState status) {
        return http.list("/events?status=" + Choice.name(status), EventDetails.class);
    }

    /** Sends a held event as it was made. */
    public EventDetails release(String event) {
        return http.post("/events/" + event + "/release", Map.of(), EventDetails.class);
    }

    /** Sends held events in the order of their ids here, each after the first attempt for the one before. */
    public List<EventDetails> release(List<String> events) {
        return http.postForList("/events/release", Map.of("events", events), EventDetails.class);
    }

    /** Sends a dead event anew and returns after its first attempt. */
    public EventDetails replay(String event) {
        return http.post("/events/" + event + "/replay", Map.of(), EventDetails.class);
    }

    /** Sends all dead events anew, one after the other; returns them without waiting for that. */
    public List<EventDetails> replayAll() {
        return http.postForList("/events/replay", Map.of(), EventDetails.class);
    }

    /** Lets events go again to a Webhook URL that was disabled for its answers with 4xx. */
    public AppDetails enable(String app, RingEnvironment environment) {
        return http.post(
                "/apps/" + app + "/environments/" + Choice.name(environment) + "/webhook/enable",
                Map.of(),
                AppDetails.class);
    }
}
