package dev.linkhub.simulator.trace;

import org.jspecify.annotations.Nullable;

/** Whom a call is about, as far as known: ids of app, account and installation. */
public record Subject(
        @Nullable String app,
        @Nullable String account,
        @Nullable String installation) {

    public static final Subject UNKNOWN = new Subject(null, null, null);

    public static Subject ofApp(String app) {
        return new Subject(app, null, null);
    }
}
