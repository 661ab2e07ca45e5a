package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.trace.Subject;
import java.util.List;

/** What was installed where: ids of app, account and shared devices, and the partner's environment. */
public record Placement(String app, RingEnvironment environment, String account, List<String> devices) {

    public Placement {
        devices = List.copyOf(devices);
    }

    /** Whether both occupy the same place, whatever devices they share. */
    boolean sameAs(Placement other) {
        return app.equals(other.app) && environment == other.environment && account.equals(other.account);
    }

    Placement sharing(List<String> newDevices) {
        return new Placement(app, environment, account, newDevices);
    }

    Subject subject(String installation) {
        return new Subject(app, account, installation);
    }
}
