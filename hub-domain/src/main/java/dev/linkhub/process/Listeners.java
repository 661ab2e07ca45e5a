package dev.linkhub.process;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code HUB_PORT}, {@code HUB_BIND}, {@code HUB_PUBLIC_URL}, {@code HUB_MANAGEMENT_PORT}, {@code HUB_MANAGEMENT_BIND}: where a
 * process listens.
 *
 * @param open what others call; empty for a process that nobody calls
 * @param management health and metrics
 */
public record Listeners(Optional<Open> open, Address management) {

    private static final String PORT = "hub.port";
    private static final String MANAGEMENT_PORT = "hub.management-port";
    private static final String BIND = "hub.bind";
    private static final String MANAGEMENT_BIND = "hub.management-bind";
    private static final String PUBLIC_URL = "hub.public-url";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", LOOPBACK, "[::1]");
    private static final String LISTENER = "micronaut.server.netty.listeners.";

    /** Where a socket is bound. */
    public record Address(String host, int port) {}

    /**
     * What others call.
     *
     * @param address loopback unless the hub is meant for others: then a proxy that speaks https stands before it
     * @param publicUrl checked by whoever prints addresses
     */
    public record Open(Address address, String publicUrl) {}

    /**
     * Reads the settings, and asks whether the ports are free before anything slow starts.
     *
     * @throws InvalidSetting for one that cannot be used
     */
    public static Listeners of(Settings settings, Part part) {
        int managementPort = settings.port(MANAGEMENT_PORT, part.managementPort());
        Optional<Open> open = part.port().stream()
                .mapToObj(otherwise -> open(settings, settings.port(PORT, otherwise)))
                .findFirst();
        if (open.filter(one -> one.address().port() == managementPort).isPresent()) {
            throw new InvalidSetting(MANAGEMENT_PORT, managementPort, "another port than HUB_PORT");
        }
        Address management = new Address(settings.get(MANAGEMENT_BIND).orElse(LOOPBACK), managementPort);
        open.ifPresent(one -> requireFree(BIND, PORT, one.address()));
        requireFree(MANAGEMENT_BIND, MANAGEMENT_PORT, management);
        return new Listeners(open, management);
    }

    /** As Micronaut takes it: health and metrics on a port of their own, where nothing else is. */
    public Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        open.ifPresent(one -> {
            all.put(PUBLIC_URL, one.publicUrl());
            all.putAll(listener("public", one.address()));
        });
        all.putAll(listener("management", management));
        all.put(LISTENER + "management.expose-default-routes", false);
        all.put("endpoints.all.port", management.port());
        // What the framework takes for its own port, were there no listeners.
        Address first = open.map(Open::address).orElse(management);
        all.put("micronaut.server.host", first.host());
        all.put("micronaut.server.port", first.port());
        return all;
    }

    /** Where probes ask, from this machine. */
    public String readiness() {
        String host = management.host().equals(EVERYWHERE) ? LOOPBACK : management.host();
        return "http://" + host + ":" + management.port() + "/health/readiness";
    }

    private static Open open(Settings settings, int port) {
        String publicUrl = settings.get(PUBLIC_URL).orElse("http://localhost:" + port);
        String host = settings.get(BIND).orElse(isLoopback(publicUrl) ? LOOPBACK : EVERYWHERE);
        return new Open(new Address(host, port), publicUrl);
    }

    private static Map<String, Object> listener(String name, Address address) {
        return Map.of(LISTENER + name + ".host", address.host(), LISTENER + name + ".port", address.port());
    }

    private static boolean isLoopback(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null || LOOPBACK_HOSTS.contains(host);
        } catch (IllegalArgumentException refusedLater) {
            return true;
        }
    }

    private static void requireFree(String bindProperty, String portProperty, Address address) {
        InetAddress host;
        try {
            host = InetAddress.getByName(address.host());
        } catch (IOException e) {
            throw new InvalidSetting(bindProperty, address.host(), "an address of this machine");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, address.port()));
        } catch (IOException e) {
            throw new InvalidSetting(
                    portProperty,
                    address.port(),
                    "a port that this process may use and no other uses (" + address.host() + ": " + e.getMessage()
                            + ")");
        }
    }
}
