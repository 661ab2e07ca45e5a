package dev.linkhub.simulator.settings;

/** Whether a Webhook URL that keeps refusing events is called no more; documented as something that may happen. */
public enum EndpointDisabling {
    /** After ten answers with 4xx in a row within 24 h. */
    AFTER_TEN,
    NEVER
}
