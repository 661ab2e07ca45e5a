package dev.linkhub.simulator.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of a refresh token once it has been used (ring-contract.md §2 leaves it open). */
public sealed interface Rotation {

    String CHOICES = "strict, grace(<seconds>), reusable";

    /** It is spent at once; using it again is refused and revokes everything that came of the same grant. */
    record Strict() implements Rotation {
        @Override
        public String toString() {
            return "strict";
        }
    }

    /** As strict, but a repetition within this time is answered with another new pair. */
    record Grace(Duration period) implements Rotation {

        private static final Duration LONGEST = Duration.ofDays(1);

        public Grace {
            if (period.isNegative() || period.isZero() || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a grace period is 1 to 86400 seconds");
            }
        }

        @Override
        public String toString() {
            return "grace(" + period.toSeconds() + ")";
        }
    }

    /** It stays good until it expires. */
    record Reusable() implements Rotation {
        @Override
        public String toString() {
            return "reusable";
        }
    }

    /**
     * Reads what {@link Object#toString()} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Rotation parse(String text) {
        Matcher grace = Pattern.compile("grace\\((\\d{1,5})\\)").matcher(text);
        if (grace.matches()) {
            return new Grace(Duration.ofSeconds(Long.parseLong(grace.group(1))));
        }
        return switch (text) {
            case "strict" -> new Strict();
            case "reusable" -> new Reusable();
            default -> throw new IllegalArgumentException("choices: " + CHOICES);
        };
    }
}
