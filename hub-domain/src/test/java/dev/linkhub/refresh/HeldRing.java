package dev.linkhub.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of Ring as redeems codes, each of an account of its own, and holds every refresh until it is let go. */
final class HeldRing implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> refreshes = new CopyOnWriteArrayList<>();

    HeldRing() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/oauth/token", this::tokens);
        server.createContext("/v1/users/me", this::profile);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many refreshes wait for their answer. */
    int held() {
        return refreshes.size() - answered.get();
    }

    /** What has come in to be refreshed, each form as it was sent. */
    List<String> refreshes() {
        return List.copyOf(refreshes);
    }

    /** Answers what it holds and whatever comes after that. */
    void letGo() {
        gate.countDown();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.close();
    }

    private void tokens(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (form.contains("grant_type=refresh_token")) {
                refreshes.add(form);
                gate.await();
                answered.incrementAndGet();
            }
            int number = issued.incrementAndGet();
            answer(
                    exchange,
                    "{\"access_token\": \"access-%d\", \"refresh_token\": \"refresh-%d\", \"expires_in\": 14400}"
                            .formatted(number, number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void profile(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, "{\"data\": {\"id\": \"of-%s\"}}".formatted(token.substring("Bearer ".length())));
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
