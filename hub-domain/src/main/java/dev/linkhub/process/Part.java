package dev.linkhub.process;

import java.util.Map;
import java.util.OptionalInt;

/** A part of the hub that can be started alone, or all of them in one process. */
public enum Part {
    API("api", OptionalInt.of(8180), 8181),
    WEB("web", OptionalInt.of(8280), 8281),
    /** Nobody calls it, so it has no port but that of its health and metrics. */
    WORKER("worker", OptionalInt.empty(), 8381),
    STANDALONE("standalone", OptionalInt.of(8080), 8081);

    private final String title;
    private final OptionalInt port;
    private final int managementPort;

    Part(String title, OptionalInt port, int managementPort) {
        this.title = title;
        this.port = port;
        this.managementPort = managementPort;
    }

    String title() {
        return title;
    }

    /** By which a process knows what it is. */
    public Map<String, Object> properties() {
        return Map.of("hub.part", title);
    }

    /** Where it listens unless {@code HUB_PORT} says otherwise; empty if it does not. */
    OptionalInt port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** Whether others reach it: then it knows operators by their key, and prints addresses. */
    boolean isReached() {
        return port.isPresent();
    }
}
