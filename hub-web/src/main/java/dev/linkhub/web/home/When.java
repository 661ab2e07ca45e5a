package dev.linkhub.web.home;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. Nobody tells us a household's time zone, so each says that it is UTC. */
final class When {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private When() {}

    static String day(Instant time) {
        return DAY.format(time);
    }

    static String of(Instant time) {
        return MINUTE.format(time);
    }
}
