package dev.linkhub.chaos;

import dev.linkhub.chaos.history.ApiProbe;
import dev.linkhub.chaos.machine.HubProcess;
import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.chaos.world.HubWatch;
import dev.linkhub.chaos.world.WatchedLink;
import dev.linkhub.simulator.client.NewFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One process with five database connections, every refresh of which hangs at Ring for nine seconds, and its API meanwhile. */
final class HangingRefreshes {

    private static final Duration HANGS = Duration.ofSeconds(9);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration CALLING = Duration.ofSeconds(3);
    private static final int CALLERS = 4;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final Map<String, String> SETTINGS = Map.of(
            "HUB_DB_CONNECTIONS", "5",
            "HUB_REFRESH_DEADLINE", "PT12S",
            "HUB_REFRESH_LEASE", "PT40S");

    private final Site site;
    private final HubWatch watch;
    private final List<WatchedLink> links;
    private final Form.Probe wanted;
    private final HttpClient http = HttpClient.newHttpClient();

    HangingRefreshes(Site site, HubWatch watch, List<WatchedLink> links, Form.Probe wanted) {
        this.site = site;
        this.watch = watch;
        this.links = links;
        this.wanted = wanted;
    }

    ApiProbe measure() {
        site.hub().stopAll();
        HubProcess process = site.hub().start("api", Duration.ZERO, SETTINGS).awaitReady();
        callFor(CALLING, new ConcurrentLinkedQueue<>(), new AtomicInteger());
        site.ring().client().fault(NewFault.late("token.refresh_token", HANGS).always());
        watch.makeAllDue();
        Pause.until(PATIENCE, () -> hanging(process) >= wanted.hanging());
        Queue<Duration> took = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        int before = hanging(process);
        callFor(CALLING, took, failed);
        int hanging = Math.min(before, hanging(process));
        site.ring().client().clearFaults();
        return new ApiProbe(hanging, wanted.hanging(), List.copyOf(took), failed.get(), wanted.limit());
    }

    private void callFor(Duration time, Queue<Duration> took, AtomicInteger failed) {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> callers = Stream.generate(() -> Thread.ofVirtual().start(() -> call(end, took, failed)))
                .limit(CALLERS)
                .toList();
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The run was interrupted", e);
            }
        }
    }

    private void call(long end, Queue<Duration> took, AtomicInteger failed) {
        for (int i = 0; System.nanoTime() - end < 0; i++) {
            WatchedLink link = links.get(i % links.size());
            HttpRequest.Builder request = switch (i % 3) {
                case 0 -> to("/api/v1/links?limit=50", link).GET();
                case 1 -> to("/api/v1/links/" + link.link(), link).GET();
                default ->
                    to("/api/v1/links/" + link.link() + "/access-token", link).POST(BodyPublishers.ofString("{}"));
            };
            long start = System.nanoTime();
            try {
                int status =
                        http.send(request.build(), BodyHandlers.discarding()).statusCode();
                // A link that the run broke is answered properly with a conflict.
                if (status == OK || status == CONFLICT) {
                    took.add(Duration.ofNanos(System.nanoTime() - start));
                } else {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private HttpRequest.Builder to(String path, WatchedLink link) {
        return HttpRequest.newBuilder(URI.create(site.hub().url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + link.key())
                .header("Content-Type", "application/json");
    }

    /** Sent, and not answered yet. */
    private static int hanging(HubProcess process) {
        try (Stream<String> lines = Files.lines(process.journal())) {
            return lines.mapToInt(line -> line.contains(" sending ") ? 1 : line.contains(" got2xx ") ? -1 : 0)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
