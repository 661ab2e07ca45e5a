package dev.linkhub.standalone;

import dev.linkhub.setting.InvalidSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * {@code HUB_PORT}, {@code HUB_BIND}, {@code HUB_PUBLIC_URL}, {@code HUB_MANAGEMENT_PORT}: where the hub listens.
 *
 * @param publicUrl checked by whoever prints addresses
 * @param bind loopback unless the hub is meant for others: then a proxy that speaks https stands before it
 */
record Listeners(int port, String bind, String publicUrl, int managementPort) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", LOOPBACK, "[::1]");

    static Listeners of(Settings settings) {
        int port = settings.port("hub.port", 8080);
        int managementPort = settings.port("hub.management-port", 8081);
        if (managementPort == port) {
            throw new InvalidSetting("hub.management-port", port, "another port than HUB_PORT");
        }
        String publicUrl = settings.get("hub.public-url").orElse("http://localhost:" + port);
        String bind = settings.get("hub.bind").orElse(isLoopback(publicUrl) ? LOOPBACK : EVERYWHERE);
        requireFree("hub.port", port, bind);
        requireFree("hub.management-port", managementPort, LOOPBACK);
        return new Listeners(port, bind, publicUrl, managementPort);
    }

    /** As Micronaut takes it: health and metrics on loopback alone, and everything else not there. */
    Map<String, Object> properties() {
        return Map.ofEntries(
                Map.entry("hub.public-url", publicUrl),
                Map.entry("micronaut.server.port", port),
                Map.entry("micronaut.server.host", bind),
                Map.entry("micronaut.server.netty.listeners.public.host", bind),
                Map.entry("micronaut.server.netty.listeners.public.port", port),
                Map.entry("micronaut.server.netty.listeners.management.host", LOOPBACK),
                Map.entry("micronaut.server.netty.listeners.management.port", managementPort),
                Map.entry("micronaut.server.netty.listeners.management.expose-default-routes", false),
                Map.entry("endpoints.all.port", managementPort));
    }

    private static boolean isLoopback(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null || LOOPBACK_HOSTS.contains(host);
        } catch (IllegalArgumentException refusedLater) {
            return true;
        }
    }

    /** Asked before the database starts, so that the answer comes at once. */
    private static void requireFree(String property, int port, String host) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (IOException e) {
            throw new InvalidSetting("hub.bind", host, "an address of this machine");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new InvalidSetting(
                    property,
                    port,
                    "a port that this process may use and no other uses (" + host + ": " + e.getMessage() + ")");
        }
    }
}
