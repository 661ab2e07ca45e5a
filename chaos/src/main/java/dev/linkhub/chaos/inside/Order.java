package dev.linkhub.chaos.inside;

import java.util.Locale;

/**
 * What to do with the first refresh that comes to a point.
 *
 * @param grant which one's, or {@link #ANY}
 */
public record Order(Action action, String grant) {

    /** Whichever comes first. */
    public static final String ANY = "*";

    /** What to do there. */
    public enum Action {
        /** End the process without a word, as {@code kill -9} does. */
        HALT,
        /** Wait there until told to go on. */
        PAUSE,
        /** Wait there, then fail as if the connection had gone. */
        FAIL
    }

    /** As it is written into a file. */
    public String text() {
        return action.name().toLowerCase(Locale.ROOT) + " " + grant;
    }

    static Order parse(String text) {
        String[] parts = text.strip().split(" ", 2);
        return new Order(Action.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }

    boolean isFor(String other) {
        return grant.equals(ANY) || grant.equals(other);
    }
}
