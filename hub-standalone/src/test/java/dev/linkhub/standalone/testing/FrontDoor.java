package dev.linkhub.standalone.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The proxy before the parts: machines' paths to the apis, all others to the webs, and the next request to the next of them. */
public final class FrontDoor implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> apis = new CopyOnWriteArrayList<>();
    private final List<URI> webs = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private FrontDoor(HttpServer server) {
        this.server = server;
    }

    public static FrontDoor open() {
        try {
            FrontDoor door =
                    new FrontDoor(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            door.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            door.server.createContext("/", door::pass);
            door.server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public void addApi(HubProcess api) {
        apis.add(api.url());
    }

    /** As a load balancer does before it ends one. */
    public void removeApi(HubProcess api) {
        apis.remove(api.url());
    }

    public void addWeb(HubProcess web) {
        webs.add(web.url());
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        boolean machines =
                asked.getPath().startsWith("/api/") || asked.getPath().startsWith("/ring/");
        List<URI> behind = machines ? apis : webs;
        URI to = URI.create(behind.get(Math.floorMod(turn.getAndIncrement(), behind.size())) + asked.toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try (exchange) {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
