package dev.linkhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/** Where tenants keep their logos, on loopback. It speaks plain http, so {@code hub.egress-allow} has to name {@code localhost}. */
public final class PictureServer implements AutoCloseable {

    /** A door in a house. */
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">"
            + "<path fill=\"#0f766e\" d=\"M16 2 2 14v16h28V14z\"/>"
            + "<path fill=\"#fff\" d=\"M11 30V17a5 5 0 0 1 10 0v13z\"/>"
            + "<circle fill=\"#0f766e\" cx=\"18.5\" cy=\"23\" r=\"1.3\"/></svg>";

    private static final int TOO_LARGE = 300_000;

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> first = new ConcurrentHashMap<>();

    private PictureServer(HttpServer server) {
        this.server = server;
    }

    public static PictureServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PictureServer pictures = new PictureServer(server);
        server.createContext("/", pictures::answer);
        server.start();
        return pictures;
    }

    /**
     * Where something is: {@code /….png}, {@code /….svg}, {@code /redirect}, {@code /page} and {@code /large} are there,
     * anything else is not.
     */
    public String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Paths with their queries, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The next time somebody asks for a path, this happens first. */
    public void beforeAnswering(String path, Runnable happens) {
        first.put(path, happens);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String path = exchange.getRequestURI().getPath();
        Runnable happens = first.remove(path);
        if (happens != null) {
            happens.run();
        }
        try (exchange) {
            if (path.endsWith(".png")) {
                send(exchange, "image/png", png(path.length() * 100));
            } else if (path.endsWith(".svg")) {
                send(exchange, "image/svg+xml", SVG.getBytes(UTF_8));
            } else if (path.equals("/page")) {
                send(exchange, "image/png", "<html></html>".getBytes(UTF_8));
            } else if (path.equals("/large")) {
                send(exchange, "image/png", new byte[TOO_LARGE]);
            } else if (path.equals("/redirect")) {
                exchange.getResponseHeaders().set("Location", address("/logo.png"));
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] png(int width) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 200, BufferedImage.TYPE_INT_ARGB), "png", bytes);
        return bytes.toByteArray();
    }
}
