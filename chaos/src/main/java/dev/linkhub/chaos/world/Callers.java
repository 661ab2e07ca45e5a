package dev.linkhub.chaos.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.chaos.history.HandOut;
import dev.linkhub.chaos.machine.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Integrators' back ends: ask for a link's token, and take it to Ring at once. */
public final class Callers implements AutoCloseable {

    private static final int HOW_MANY = 4;
    private static final int LEAST_PAUSE_MILLIS = 100;
    private static final int MORE_PAUSE_MILLIS = 300;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hub;
    private final URI ring;
    private final List<WatchedLink> links;
    private final int forcing;
    private final InstantSource clock;
    private final Queue<HandOut> handOuts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private Callers(URI hub, URI ring, List<WatchedLink> links, int forcing, InstantSource clock) {
        this.hub = hub;
        this.ring = ring;
        this.links = List.copyOf(links);
        this.forcing = forcing;
        this.clock = clock;
    }

    /** Begin to call. One in {@code forcing} calls says that Ring answered 401. */
    public static Callers start(URI hub, URI ring, List<WatchedLink> links, int forcing, InstantSource clock) {
        Callers callers = new Callers(hub, ring, links, forcing, clock);
        for (int i = 0; i < HOW_MANY; i++) {
            callers.threads.add(Thread.ofVirtual().name("caller-", i).start(callers::call));
        }
        return callers;
    }

    /** Has somebody say of a grant's present token that Ring answered 401 to it; waits for nothing. */
    public void forceRefresh(String grant) {
        links.stream()
                .filter(link -> link.grant().equals(grant))
                .forEach(link -> threads.add(Thread.ofVirtual().start(() -> force(link))));
    }

    /** Each token that was handed out. */
    public List<HandOut> handOuts() {
        return List.copyOf(handOuts);
    }

    /** How often there was none, or nobody answered. */
    public int withoutToken() {
        return refused.get();
    }

    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        http.close();
    }

    private void call() {
        int generation = 0;
        while (!ended) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            WatchedLink link = links.get(random.nextInt(links.size()));
            try {
                boolean force = generation > 0 && random.nextInt(forcing) == 0;
                JsonNode token = ask(link, "{}");
                generation = token.path("generation").asInt();
                if (force) {
                    ask(link, "{\"rejected_generation\": " + generation + "}");
                }
            } catch (IOException away) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Pause.of(Duration.ofMillis(LEAST_PAUSE_MILLIS + random.nextInt(MORE_PAUSE_MILLIS)));
        }
    }

    private void force(WatchedLink link) {
        try {
            int generation = ask(link, "{}").path("generation").asInt();
            ask(link, "{\"rejected_generation\": " + generation + "}");
        } catch (IOException away) {
            refused.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode ask(WatchedLink link, String body) throws IOException, InterruptedException {
        Instant askedAt = clock.instant();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(hub.resolve("/api/v1/links/" + link.link() + "/access-token"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + link.key())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        Instant answeredAt = clock.instant();
        JsonNode read = read(answer.body());
        if (answer.statusCode() == OK) {
            use(link, askedAt, answeredAt, read);
        } else {
            refused.incrementAndGet();
        }
        return read;
    }

    private void use(WatchedLink link, Instant askedAt, Instant answeredAt, JsonNode token)
            throws IOException, InterruptedException {
        int status = http.send(
                        HttpRequest.newBuilder(ring.resolve("/v1/users/me"))
                                .timeout(PATIENCE)
                                .header(
                                        "Authorization",
                                        "Bearer " + token.path("access_token").asText())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        handOuts.add(new HandOut(
                askedAt,
                answeredAt,
                clock.instant(),
                link.grant(),
                token.path("generation").asInt(),
                status != UNAUTHORIZED && status != FORBIDDEN));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The API did not answer with JSON", e);
        }
    }
}
