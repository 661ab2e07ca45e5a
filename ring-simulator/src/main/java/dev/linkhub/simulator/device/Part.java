package dev.linkhub.simulator.device;

/** What there is to know about a device, each a resource of its own. */
enum Part {
    STATUS("device-status"),
    CAPABILITIES("device-capabilities"),
    LOCATION("locations"),
    CONFIGURATIONS("device-configurations");

    private final String type;

    Part(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }
}
