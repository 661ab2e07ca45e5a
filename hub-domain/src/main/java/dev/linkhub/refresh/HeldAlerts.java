package dev.linkhub.refresh;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** When to say that an app's verdicts are held: a batch comes every few milliseconds, and one line a minute is read. */
@Singleton
class HeldAlerts {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final ConcurrentMap<String, Instant> lastSaid = new ConcurrentHashMap<>();

    /** Whether to say it now; who is told so says it. */
    boolean isDue(String appId, Instant now) {
        boolean[] due = new boolean[1];
        lastSaid.compute(appId, (app, last) -> {
            due[0] = last == null || !now.isBefore(last.plus(AT_MOST_EVERY));
            return due[0] ? now : last;
        });
        return due[0];
    }

    /** It is over: the next time is news. */
    void isOver(String appId) {
        lastSaid.remove(appId);
    }
}
