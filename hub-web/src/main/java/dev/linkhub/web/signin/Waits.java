package dev.linkhub.web.signin;

import java.time.Duration;

/** Times to wait, in words. */
final class Waits {

    private static final int IN_SECONDS_UP_TO = 90;

    private Waits() {}

    static String inWords(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < IN_SECONDS_UP_TO
                ? seconds + (seconds == 1 ? " second" : " seconds")
                : (seconds + 59) / 60 + " minutes";
    }
}
