package dev.linkhub.simulator.oauth;

import dev.linkhub.simulator.trace.Subject;

/** Whom a code or token speaks for: ids of app, account and installation. */
public record Holder(String app, String account, String installation) {

    public Subject subject() {
        return new Subject(app, account, installation);
    }
}
