package dev.linkhub.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.PartnerUrls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A partner back end that keeps what it is sent and answers as told. */
final class Partner implements AutoCloseable {

    record Received(String path, Map<String, String> headers, Payload body) {

        String text() {
            return body.text();
        }
    }

    /** Answers one call by hand. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** More than any test opens at once: what does not fit is dropped, and the partner looks as if it were down. */
    private static final int BACKLOG = 4_096;

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Behaviour>> behaviours = new TreeMap<>();

    Partner() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    PartnerUrls urls() {
        return new PartnerUrls(url("/token-exchange"), url("/link"), url("/webhook"), url("/home"));
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The next call to the path is answered with this status; further ones again with 200. */
    void answerNext(String path, int status) {
        behaveNext(path, exchange -> answer(exchange, status, "{}"));
    }

    void behaveNext(String path, Behaviour behaviour) {
        synchronized (behaviours) {
            behaviours.computeIfAbsent(path, any -> new ArrayDeque<>()).add(behaviour);
        }
    }

    List<Received> received(String path) {
        return received.stream().filter(call -> call.path().equals(path)).toList();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String path = exchange.getRequestURI().getPath();
        Payload body = Payload.of(exchange.getRequestBody().readAllBytes());
        received.add(new Received(path, headers, body));
        Behaviour behaviour;
        synchronized (behaviours) {
            behaviour = behaviours.getOrDefault(path, new ArrayDeque<>()).poll();
        }
        if (behaviour == null) {
            answer(exchange, 200, "{\"status\":\"ok\"}");
        } else {
            behaviour.answer(exchange);
        }
    }
}
