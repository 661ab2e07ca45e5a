package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a process's refresh journal.
 *
 * @param process one start of one process; a restart is another
 * @param sent SHA-256 of the refresh token that was sent, hexadecimal; null for {@code STORED}
 * @param claimedAt when the claim was made, as its id tells
 */
public record JournalLine(
        Instant at,
        String process,
        Step step,
        String attempt,
        String grant,
        int generation,
        @Nullable String sent,
        Instant claimedAt) {

    private static final Pattern LINE = Pattern.compile(
            "(\\S+) (sending|got2xx|stored) attempt=(\\S+) grant=(\\S+) generation=(\\d+)(?: sent=([0-9a-f]{64}))?.*");
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARACTERS_OF_TIME = 10;

    /** How far a refresh had come. */
    public enum Step {
        SENDING,
        GOT2XX,
        STORED
    }

    /**
     * Reads a line; empty for one that a killed process left unfinished. Its time counts as it stands, of a process whose
     * machine's clock is wrong too: the hub goes by the database's.
     */
    public static Optional<JournalLine> parse(String line, String process) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new JournalLine(
                Instant.parse(parts.group(1)),
                process,
                Step.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                parts.group(3),
                parts.group(4),
                Integer.parseInt(parts.group(5)),
                parts.group(6),
                timeOf(parts.group(3))));
    }

    /** Claim ids are ULIDs: their first ten characters count the milliseconds. */
    static Instant timeOf(String ulid) {
        long millis = 0;
        for (char character : ulid.substring(0, CHARACTERS_OF_TIME).toCharArray()) {
            millis = millis * CROCKFORD.length() + CROCKFORD.indexOf(character);
        }
        return Instant.ofEpochMilli(millis);
    }
}
