package dev.linkhub.web.page;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps parts of open pages as they are now, by server-sent events. Other processes change what pages show, so a stream looks
 * again each second, and sends only what has changed. Streams are few and end by themselves; browsers come back for more.
 */
@Singleton
public class LiveStreams {

    /** What the page listens to. */
    private static final String CHANGED = "changed";
    /** Tells browsers and proxies that somebody is there: the answer's head goes out with the first event. */
    private static final String BEAT = "beat";

    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 4;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(15);
    private static final Duration LIVES = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

    private final Scheduler looks;
    private final Semaphore free = new Semaphore(MOST);
    private final Map<String, Integer> ofEach = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    LiveStreams(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.looks = Schedulers.fromExecutorService(blocking);
    }

    /**
     * Opens a stream.
     *
     * @param who nobody has more than a few at once
     * @param seen the digest of the part that the page shows already
     * @param look what the page is to show now; empty ends the stream
     */
    public HttpResponse<Publisher<Event<String>>> open(String who, String seen, Supplier<Optional<LivePart>> look) {
        if (free.availablePermits() == 0 || ofEach.getOrDefault(who, 0) >= MOST_OF_ONE) {
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
        return HttpResponse.ok(Flux.using(() -> enter(who), in -> in ? stream(seen, look) : Flux.empty(), in -> {
            if (in) {
                leave(who);
            }
        }));
    }

    private Flux<Event<String>> stream(String seen, Supplier<Optional<LivePart>> look) {
        Flux<Event<String>> changes = Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .publishOn(looks, 1)
                .map(tick -> look.get())
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .startWith(new LivePart("", seen))
                .distinctUntilChanged(LivePart::digest)
                .skip(1)
                .map(part -> Event.of(part.html()).name(CHANGED));
        Flux<Event<String>> beats = Flux.interval(Duration.ZERO, BEAT_EVERY)
                .onBackpressureDrop()
                .map(tick -> Event.of("").name(BEAT));
        return changes.materialize()
                .mergeWith(beats.materialize())
                .<Event<String>>dematerialize()
                .take(LIVES)
                .takeUntilOther(closed.asMono())
                .onErrorResume(e -> {
                    LOG.debug("a live page could not be looked at", e);
                    return Flux.empty();
                });
    }

    private synchronized boolean enter(String who) {
        if (ofEach.getOrDefault(who, 0) >= MOST_OF_ONE || !free.tryAcquire()) {
            return false;
        }
        ofEach.merge(who, 1, Integer::sum);
        return true;
    }

    private synchronized void leave(String who) {
        ofEach.compute(who, (key, count) -> count == null || count <= 1 ? null : count - 1);
        free.release();
    }

    @PreDestroy
    void close() {
        closed.tryEmitEmpty();
    }
}
