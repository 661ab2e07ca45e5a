package dev.linkhub.web.page;

import dev.linkhub.wording.Words;
import java.time.Duration;

/** Times to wait, in words. */
public final class Waits {

    private static final int IN_SECONDS_UP_TO = 90;

    private Waits() {}

    /** In seconds or in minutes, whatever reads better; never less than it is. */
    public static String inWords(Words words, Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < IN_SECONDS_UP_TO
                ? words.say("seconds", seconds)
                : words.say("minutes", Math.ceilDiv(seconds, 60));
    }
}
