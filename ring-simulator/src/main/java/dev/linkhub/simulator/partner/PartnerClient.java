package dev.linkhub.simulator.partner;

import dev.linkhub.simulator.partner.PartnerAnswer.Answered;
import dev.linkhub.simulator.partner.PartnerAnswer.Unanswered;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.state.NotKept;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the partner exactly once per call: no retry, no redirect, no cookie. An answer that is huge or never ends
 * costs at most 64 KiB, 100 headers of 8 KiB and the call's patience. Everything is recorded.
 */
public final class PartnerClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerClient.class);
    private static final String TOO_LATE = "no whole answer in time: Ring counts this as failed";

    static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_LINE_BYTES = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_CONNECTIONS = 2_000;

    /** How long an answer that came too late is waited for, to tell the partner how late it was. */
    private static final Duration LATENESS = Duration.ofSeconds(30);

    /** So many at a time: partners that never answer must not use up the connections. */
    private static final int MOST_LATE = 200;

    private final Trace trace;
    private final SimulatorClock clock;
    private final Counters counters;
    private final Keeper keeper;
    private final CloseableHttpClient http;
    private final Semaphore late = new Semaphore(MOST_LATE);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    public PartnerClient(Trace trace, SimulatorClock clock, Counters counters, Keeper keeper) {
        this.trace = trace;
        this.clock = clock;
        this.counters = counters;
        this.keeper = keeper;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MOST_LINE_BYTES)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
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
        return post(call, answer -> List.of());
    }

    /** As {@link #post(PartnerCall)}; {@code judge} says for the trace what is wrong with the answer. */
    public PartnerAnswer post(PartnerCall call, Function<PartnerAnswer, List<String>> judge) {
        HttpPost request = new HttpPost(call.url());
        request.setEntity(new ByteArrayEntity(call.body().bytes(), null));
        return call(call, request, judge);
    }

    /** Opens an address as a browser does, without following where it leads; the call has no body. */
    public PartnerAnswer get(PartnerCall call) {
        return call(call, new HttpGet(call.url()), answer -> List.of());
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

    private PartnerAnswer call(
            PartnerCall call, HttpUriRequestBase request, Function<PartnerAnswer, List<String>> judge) {
        call.headers().forEach(request::setHeader);
        Instant at = clock.instant();
        Stopwatch watch = new Stopwatch();
        try {
            // A partner must hold nothing that a later run would not know.
            keeper.keep();
        } catch (NotKept e) {
            return unanswered(call, request, at, "not called: " + e.getMessage(), watch);
        }
        return send(call, request, at, judge);
    }

    private PartnerAnswer send(
            PartnerCall call, HttpUriRequestBase request, Instant at, Function<PartnerAnswer, List<String>> judge) {
        Stopwatch watch = new Stopwatch();
        Future<Answered> running = callers.submit(() -> exchange(request, watch));
        try {
            Answered answer = running.get(call.patience().toNanos(), TimeUnit.NANOSECONDS);
            record(call, request, at, answer, remarks(request, answer, judge.apply(answer)));
            return answer;
        } catch (TimeoutException e) {
            counters.count(Counter.LATE_ANSWERS);
            PartnerAnswer none =
                    new Unanswered("no whole answer within " + inSeconds(call.patience()), watch.elapsed());
            long id = record(call, request, at, none, List.of(TOO_LATE));
            awaitLate(running, request, id);
            return none;
        } catch (ExecutionException e) {
            LOG.debug("no answer from {}", call.url(), e);
            return unanswered(call, request, at, Failure.inWords(e, call.url()), watch);
        } catch (InterruptedException e) {
            request.abort();
            Thread.currentThread().interrupt();
            return unanswered(call, request, at, "the simulator was stopped", watch);
        }
    }

    private PartnerAnswer unanswered(
            PartnerCall call, HttpUriRequestBase request, Instant at, String error, Stopwatch watch) {
        PartnerAnswer none = new Unanswered(error, watch.elapsed());
        record(call, request, at, none, List.of());
        return none;
    }

    /** For the trace alone: to everybody else the call has failed. */
    private void awaitLate(Future<Answered> running, HttpUriRequestBase request, long id) {
        if (!late.tryAcquire()) {
            request.abort();
            return;
        }
        try {
            callers.execute(() -> {
                try {
                    Duration took = running.get(LATENESS.toNanos(), TimeUnit.NANOSECONDS)
                            .duration();
                    trace.amend(
                            id,
                            exchange -> exchange.remarked(
                                    "answered after " + inTenths(took) + ": Ring counts this as failed", took));
                } catch (TimeoutException | ExecutionException | InterruptedException e) {
                    LOG.debug("the late answer to {} did not come", request.getRequestUri(), e);
                } finally {
                    request.abort();
                    late.release();
                }
            });
        } catch (RejectedExecutionException e) {
            late.release(); // The simulator is closing, which ends the call as well.
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

    private long record(
            PartnerCall call, HttpUriRequestBase request, Instant at, PartnerAnswer answer, List<String> remarks) {
        Reply reply = switch (answer) {
            case Answered(int status, Map<String, String> headers, String body, Duration duration) ->
                new Reply(status, headers, body, duration, null);
            case Unanswered(String error, Duration duration) -> new Reply(null, Map.of(), "", duration, error);
        };
        return trace.record(
                new Heading(at, Direction.SENT, call.endpoint(), call.subject()),
                new Message(
                        request.getMethod(),
                        call.url().toString(),
                        call.headers(),
                        call.body().text()),
                reply,
                remarks);
    }

    private static List<String> remarks(HttpUriRequestBase request, Answered answer, List<String> judgement) {
        List<String> remarks = new ArrayList<>(judgement);
        if (answer.body().length() >= MOST_BYTES) {
            remarks.add("of the answer only the first 64 KiB were read");
        }
        if (request.getMethod().equals(HttpPost.METHOD_NAME) && answer.status() / 100 == 3) {
            remarks.add("answered with a redirect, which Ring does not follow");
        }
        return remarks;
    }

    private static String inTenths(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private static String inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
