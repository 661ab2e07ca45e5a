package dev.linkhub.simulator.trace;

import dev.linkhub.simulator.secret.Masking;
import dev.linkhub.simulator.trace.Exchange.Heading;
import dev.linkhub.simulator.trace.Exchange.Message;
import dev.linkhub.simulator.trace.Exchange.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The latest calls in both directions, newest last; older ones make room. */
public final class Trace {

    private static final int MOST_EXCHANGES = 2_000;
    private static final int MOST_BODY_CHARACTERS = 8_192;

    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private long lastId;

    /** Hides credentials and shortens bodies before anything is kept. */
    public void record(Heading heading, Message request, Reply reply, List<String> remarks) {
        Message safeRequest = new Message(
                request.method(), Masking.body(request.url()), safe(request.headers()), safe(request.body()));
        Reply safeReply =
                new Reply(reply.status(), safe(reply.headers()), safe(reply.body()), reply.duration(), reply.error());
        synchronized (this) {
            exchanges.addLast(new Exchange(++lastId, heading, safeRequest, safeReply, remarks));
            if (exchanges.size() > MOST_EXCHANGES) {
                exchanges.removeFirst();
            }
        }
    }

    public synchronized List<Exchange> matching(Predicate<Exchange> wanted) {
        return exchanges.stream().filter(wanted).toList();
    }

    /** Newest first. */
    public synchronized List<Exchange> latest(int count) {
        List<Exchange> latest = new ArrayList<>(count);
        exchanges.descendingIterator().forEachRemaining(exchange -> {
            if (latest.size() < count) {
                latest.add(exchange);
            }
        });
        return latest;
    }

    public synchronized void forget() {
        exchanges.clear();
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
