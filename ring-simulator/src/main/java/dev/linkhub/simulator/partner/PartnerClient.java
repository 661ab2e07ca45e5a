package dev.linkhub.simulator.partner;

import dev.linkhub.simulator.partner.PartnerAnswer.Answered;
import dev.linkhub.simulator.partner.PartnerAnswer.Unanswered;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.time.Stopwatch;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Exchange.Direction;
import dev.linkhub.simulator.trace.Exchange.Heading;
import dev.linkhub.simulator.trace.Exchange.Message;
import dev.linkhub.simulator.trace.Exchange.Reply;
import dev.linkhub.simulator.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls the partner exactly once per call: no retry, no redirect, no cookie. An answer that is huge or never ends
 * costs at most 64 KiB and the call's patience. Everything is recorded.
 */
public final class PartnerClient implements AutoCloseable {

    static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_CONNECTIONS = 2_000;

    private final Trace trace;
    private final SimulatorClock clock;
    private final Counters counters;
    private final CloseableHttpClient http;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    public PartnerClient(Trace trace, SimulatorClock clock, Counters counters) {
        this.trace = trace;
        this.clock = clock;
        this.counters = counters;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(5))
                                .build())
                        .build())
                // A partner that restarts must not be met with a connection of its former life.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("RingSimulator")
                .build();
    }

    public PartnerAnswer post(PartnerCall call) {
        HttpPost request = new HttpPost(call.url());
        request.setEntity(new ByteArrayEntity(call.body().bytes(), null));
        return call(call, request);
    }

    /** Opens an address as a browser does, without following where it leads; the call has no body. */
    public PartnerAnswer get(PartnerCall call) {
        return call(call, new HttpGet(call.url()));
    }

    @Override
    public void close() {
        callers.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PartnerAnswer call(PartnerCall call, HttpUriRequestBase request) {
        call.headers().forEach(request::setHeader);
        Instant at = clock.instant();
        PartnerAnswer answer = send(call, request);
        record(call, request.getMethod(), at, answer);
        return answer;
    }

    private PartnerAnswer send(PartnerCall call, HttpUriRequestBase request) {
        Stopwatch watch = new Stopwatch();
        Future<Answered> running = callers.submit(() -> exchange(request, watch));
        try {
            return running.get(call.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            request.abort();
            counters.count(Counter.LATE_ANSWERS);
            return new Unanswered("no whole answer within " + inSeconds(call.patience()), watch.elapsed());
        } catch (ExecutionException e) {
            return new Unanswered(describe(e.getCause() == null ? e : e.getCause()), watch.elapsed());
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            return new Unanswered("the simulator was stopped", watch.elapsed());
        }
    }

    private Answered exchange(HttpUriRequestBase request, Stopwatch watch) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, request, null);
        boolean whole = false;
        try {
            byte[] body = response.getEntity() == null
                    ? new byte[0]
                    : response.getEntity().getContent().readNBytes(MOST_BYTES);
            whole = body.length < MOST_BYTES;
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : response.getHeaders()) {
                headers.merge(header.getName(), header.getValue(), (one, two) -> one + ", " + two);
            }
            return new Answered(response.getCode(), headers, new String(body, StandardCharsets.UTF_8), watch.elapsed());
        } finally {
            if (whole) {
                response.close();
            } else {
                request.abort(); // Closing would first read the rest, however much that is.
            }
        }
    }

    private void record(PartnerCall call, String method, Instant at, PartnerAnswer answer) {
        Reply reply = switch (answer) {
            case Answered(int status, Map<String, String> headers, String body, Duration duration) ->
                new Reply(status, headers, body, duration, null);
            case Unanswered(String error, Duration duration) -> new Reply(null, Map.of(), "", duration, error);
        };
        trace.record(
                new Heading(at, Direction.SENT, call.endpoint(), call.subject()),
                new Message(
                        method,
                        call.url().toString(),
                        call.headers(),
                        call.body().text()),
                reply,
                List.of());
    }

    /** In words for the page and the trace: the name of an exception says nothing to a partner. */
    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return failure instanceof UnknownHostException ? "unknown host: " + message : message;
    }

    private static String inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
