package dev.linkhub.simulator.client;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.webhook.Signature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A webhook event to send: properly signed and made of this moment unless told otherwise. */
public final class NewEvent {

    private final Map<String, Object> fields;

    private NewEvent(Map<String, Object> fields) {
        this.fields = fields;
    }

    public static NewEvent forInstallation(String installation, String type) {
        return new NewEvent(Map.of("installation", installation, "type", type));
    }

    /** Without an installation: an event may come early. */
    public static NewEvent forAccount(String account, String app, RingEnvironment environment, String type) {
        return new NewEvent(Map.of("account", account, "app", app, "environment", environment, "type", type));
    }

    public NewEvent withSubType(String subType) {
        return with("sub_type", subType);
    }

    public NewEvent withTimestamp(Instant timestamp) {
        return with("timestamp", timestamp);
    }

    public NewEvent withRequestId(String requestId) {
        return with("request_id", requestId);
    }

    public NewEvent withDevice(String device) {
        return with("device", device);
    }

    /** Sends these very bytes, well-formed or not; they are signed as told. */
    public NewEvent withBody(String body) {
        return with("body", body);
    }

    public NewEvent signed(Signature signature) {
        return with("signature", signature);
    }

    /** Makes the event and keeps it until it is released, alone or with others in another order. */
    public NewEvent held() {
        return with("hold", true);
    }

    /** Sends the same event this often. */
    public NewEvent times(int times) {
        return with("times", times);
    }

    @JsonValue
    Map<String, Object> fields() {
        return fields;
    }

    private NewEvent with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new NewEvent(more);
    }
}
