package dev.linkhub.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Reads settings from their text. By hand, because the framework takes the default in place of a value that it cannot convert,
 * and an operator's typing error must not go unnoticed.
 */
public final class Ranges {

    private Ranges() {}

    /** An ISO 8601 duration within the bounds, both included. */
    public static Duration duration(String property, String text, Duration least, Duration most) {
        try {
            Duration value = Duration.parse(text.strip());
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        } catch (DateTimeParseException e) {
            throw notADuration(property, text, least, most);
        }
        throw notADuration(property, text, least, most);
    }

    /** A whole number within the bounds, both included. */
    public static int number(String property, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(property, text, least, most);
        }
        throw notANumber(property, text, least, most);
    }

    private static InvalidSetting notADuration(String property, String text, Duration least, Duration most) {
        return new InvalidSetting(
                property, text, "an ISO 8601 duration from %s to %s".formatted(iso(least), iso(most)));
    }

    private static InvalidSetting notANumber(String property, String text, int least, int most) {
        return new InvalidSetting(property, text, "a whole number from %d to %d".formatted(least, most));
    }

    /** With days, which {@link Duration} itself prints as hours. */
    private static String iso(Duration duration) {
        long days = duration.toDays();
        return days > 0 && duration.equals(Duration.ofDays(days)) ? "P" + days + "D" : duration.toString();
    }
}
