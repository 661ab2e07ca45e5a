package dev.linkhub.simulator.client;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.linkhub.simulator.fault.AnswerPreset;
import dev.linkhub.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fault to set; strikes one call unless told otherwise. Endpoints are named as in the README, e.g. "token". */
public final class NewFault {

    private final Map<String, Object> fields;

    private NewFault(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** A kind that needs nothing further: resets, drip, truncate and the hanging ones. */
    public static NewFault of(String endpoint, FaultKind kind) {
        return new NewFault(Map.of("endpoint", endpoint, "kind", kind));
    }

    /** Answers with this status and does nothing. */
    public static NewFault answering(String endpoint, int status) {
        return of(endpoint, FaultKind.STATUS).with("status", status);
    }

    /** Answers with something ready-made and does nothing. */
    public static NewFault answering(String endpoint, AnswerPreset preset) {
        return of(endpoint, FaultKind.STATUS).with("preset", preset);
    }

    /** Does the work, then answers with something ready-made. */
    public static NewFault answeringAfterWork(String endpoint, AnswerPreset preset) {
        return of(endpoint, FaultKind.STATUS_AFTER).with("preset", preset);
    }

    /** Does the work, then answers with this status. */
    public static NewFault answeringAfterWork(String endpoint, int status) {
        return of(endpoint, FaultKind.STATUS_AFTER).with("status", status);
    }

    /** Answers properly, but late. */
    public static NewFault late(String endpoint, Duration delay) {
        return of(endpoint, FaultKind.DELAY).delayedBy(delay);
    }

    public NewFault delayedBy(Duration delay) {
        return with("delay", delay);
    }

    public NewFault times(int count) {
        return with("count", count);
    }

    /** Strikes until removed. */
    public NewFault always() {
        return times(0);
    }

    /** Strikes this part of the calls, such as 0.2, until removed unless {@link #times} says how often. */
    public NewFault forShare(double share, int seed) {
        return with("share", share).with("seed", seed);
    }

    public NewFault forApp(String app) {
        return with("app", app);
    }

    public NewFault forAccount(String account) {
        return with("account", account);
    }

    public NewFault withBody(String contentType, String body) {
        return with("content_type", contentType).with("body", body);
    }

    public NewFault withHeaders(Map<String, String> headers) {
        return with("headers", headers);
    }

    @JsonValue
    Map<String, Object> fields() {
        return fields;
    }

    private NewFault with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new NewFault(more);
    }
}
