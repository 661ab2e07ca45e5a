package dev.linkhub.web.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Somebody else's page, on loopback. Under {@code localhost} it is of another origin than ours, and of the same site. */
final class ForeignSite implements AutoCloseable {

    private final HttpServer server;
    private volatile String body = "";

    private ForeignSite(HttpServer server) {
        this.server = server;
    }

    static ForeignSite start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ForeignSite site = new ForeignSite(server);
        server.createContext("/", exchange -> {
            byte[] page = ("<!DOCTYPE html><html lang=en><title>Foreign</title>" + site.body).getBytes(UTF_8);
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
        return site;
    }

    /** Shows this from now on. */
    void shows(String html) {
        body = html;
    }

    /** Its address under one of its names. */
    String at(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
