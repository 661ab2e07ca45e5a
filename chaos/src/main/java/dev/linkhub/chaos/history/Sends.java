package dev.linkhub.chaos.history;

import dev.linkhub.chaos.history.JournalLine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The journals of all processes, read as what was sent. */
final class Sends {

    private static final String NOT_SENT = "NOT_SENT";

    private final List<Send> all;

    private Sends(List<Send> all) {
        this.all = all;
    }

    static Sends of(History history) {
        Map<String, Instant> heard = moments(history, Step.GOT2XX);
        Map<String, Instant> stored = moments(history, Step.STORED);
        Map<String, AttemptRow> ends = new HashMap<>();
        history.hub().attempts().forEach(row -> ends.put(key(row.attempt(), row.grant()), row));
        List<Send> sends = new ArrayList<>();
        for (JournalLine line : history.journal()) {
            String key = key(line.attempt(), line.grant());
            AttemptRow end = ends.get(key);
            if (line.step() == Step.SENDING && (end == null || !end.outcome().equals(NOT_SENT))) {
                sends.add(new Send(
                        line.at(),
                        line.claimedAt(),
                        line.process(),
                        line.attempt(),
                        line.grant(),
                        Objects.requireNonNull(line.sent()),
                        heard.get(key),
                        settled(stored.get(key), end)));
            }
        }
        sends.sort(Comparator.comparing(Send::at));
        return new Sends(List.copyOf(sends));
    }

    List<Send> all() {
        return all;
    }

    /** Of one refresh token, in order. */
    List<Send> of(String sha256) {
        return all.stream().filter(send -> send.sent().equals(sha256)).toList();
    }

    List<Send> ofGrant(String grant) {
        return all.stream().filter(send -> send.grant().equals(grant)).toList();
    }

    private static @Nullable Instant settled(@Nullable Instant stored, @Nullable AttemptRow end) {
        // A success counts from when its process could know that it was stored.
        return stored != null ? stored : end == null ? null : end.endedAt();
    }

    private static Map<String, Instant> moments(History history, Step step) {
        Map<String, Instant> moments = new HashMap<>();
        history.journal().stream()
                .filter(line -> line.step() == step)
                .forEach(line -> moments.putIfAbsent(key(line.attempt(), line.grant()), line.at()));
        return moments;
    }

    private static String key(String attempt, String grant) {
        return attempt + " " + grant;
    }
}
