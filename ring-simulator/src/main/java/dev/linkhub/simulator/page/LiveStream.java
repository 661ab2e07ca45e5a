package dev.linkhub.simulator.page;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages as server-sent events that there is something new; what it is they ask for themselves. A stream waits
 * on its virtual thread, says something every so often whether or not there is news, and by that notices within this time
 * that the browser has gone.
 */
final class LiveStream {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private static final int MOST_STREAMS = 64;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A crowd of calls is told of at once. */
    private static final Duration CALM = Duration.ofMillis(200);

    private final Changes changes;
    private final Semaphore free = new Semaphore(MOST_STREAMS);

    LiveStream(Changes changes) {
        this.changes = changes;
    }

    void open(Context context) {
        if (!free.tryAcquire()) {
            context.status(503)
                    .header("Retry-After", "10")
                    .result("So many pages are open that this one stays as it is.");
            return;
        }
        try {
            stream(context.res());
        } catch (IOException e) {
            LOG.debug("the browser has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    private void stream(HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        long seen = -1;
        do {
            seen = changes.await(seen, HEARTBEAT);
            response.getOutputStream().write(("data: " + seen + "\n\n").getBytes(StandardCharsets.US_ASCII));
            response.flushBuffer();
        } while (!changes.awaitClosed(CALM));
    }
}
