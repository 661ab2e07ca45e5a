package dev.linkhub.simulator.webhook;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.trace.Subject;
import org.jspecify.annotations.Nullable;

/** Whose Webhook URL an event goes to and which account it concerns; an early event has no installation. */
public record Addressee(
        String app,
        RingEnvironment environment,
        String account,
        @Nullable String installation) {

    Subject subject() {
        return new Subject(app, account, installation);
    }
}
