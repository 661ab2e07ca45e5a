package dev.linkhub.simulator.trace;

import dev.linkhub.simulator.secret.Masking;
import dev.linkhub.simulator.trace.Exchange.Heading;
import dev.linkhub.simulator.trace.Exchange.Message;
import dev.linkhub.simulator.trace.Exchange.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The latest calls in both directions, newest last; older ones make room. */
public final class Trace {

    private static final int MOST_EXCHANGES = 2_000;
    private static final int MOST_BODY_CHARACTERS = 8_192;

    private final NavigableMap<Long, Exchange> exchanges = new ConcurrentSkipListMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private long lastId;

    /** Hides credentials and shortens bodies before anything is kept. Returns the id under which it is. */
    public long record(Heading heading, Message request, Reply reply, List<String> remarks) {
        Message safeRequest = new Message(
                request.method(), Masking.body(request.url()), safe(request.headers()), safe(request.body()));
        Reply safeReply =
                new Reply(reply.status(), safe(reply.headers()), safe(reply.body()), reply.duration(), reply.error());
        long id;
        synchronized (this) {
            id = ++lastId;
            exchanges.put(id, new Exchange(id, heading, safeRequest, safeReply, remarks));
            exchanges.headMap(id - MOST_EXCHANGES, true).clear();
        }
        watchers.forEach(Runnable::run);
        return id;
    }

    /** What became known of a call afterwards; nothing happens if it has made room already. */
    public void amend(long id, UnaryOperator<Exchange> change) {
        exchanges.computeIfPresent(id, (same, exchange) -> change.apply(exchange));
        watchers.forEach(Runnable::run);
    }

    /** {@code watcher} hears of each change; it must not take long. */
    public void onChange(Runnable watcher) {
        watchers.add(watcher);
    }

    public List<Exchange> matching(Predicate<Exchange> wanted) {
        return exchanges.values().stream().filter(wanted).toList();
    }

    /** At most {@code count} that match, newest first; nobody who records waits for it. */
    public List<Exchange> latest(Predicate<Exchange> wanted, int count) {
        return exchanges.descendingMap().values().stream()
                .filter(wanted)
                .limit(count)
                .toList();
    }

    public void forget() {
        synchronized (this) {
            exchanges.clear();
        }
        watchers.forEach(Runnable::run);
    }

    private static String safe(String body) {
        String start = body.length() <= MOST_BODY_CHARACTERS ? body : body.substring(0, MOST_BODY_CHARACTERS) + "…";
        return Masking.body(start);
    }

    private static Map<String, String> safe(Map<String, String> headers) {
        Map<String, String> safe = new LinkedHashMap<>();
        headers.forEach((name, value) -> safe.put(name, Masking.header(name, value)));
        return safe;
    }
}
