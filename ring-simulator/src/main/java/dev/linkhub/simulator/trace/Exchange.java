package dev.linkhub.simulator.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call and what came of it, credentials replaced by fingerprints. {@code remarks} say in words what stood out. */
public record Exchange(long id, Heading heading, Message request, Reply reply, List<String> remarks) {

    /** Who called whom. */
    public enum Direction {
        /** The partner called Ring. */
        RECEIVED,
        /** Ring called the partner. */
        SENT
    }

    public record Heading(Instant at, Direction direction, String endpoint, Subject subject) {}

    public record Message(String method, String url, Map<String, String> headers, String body) {}

    /** {@code status} is null where no answer was given or came. */
    public record Reply(
            @Nullable Integer status,
            Map<String, String> headers,
            String body,
            Duration duration,
            @Nullable String error) {}

    public Exchange {
        remarks = List.copyOf(remarks);
    }

    /** The same with one more remark, made once {@code duration} was known. */
    public Exchange remarked(String remark, Duration duration) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Exchange(
                id,
                heading,
                request,
                new Reply(reply.status(), reply.headers(), reply.body(), duration, reply.error()),
                more);
    }
}
