package dev.linkhub.simulator.client;

import java.time.Instant;
import java.util.Map;

/** How the simulator's time runs. {@link RingSimulatorClient#moveClock} says where it stands. */
public final class ClockClient {

    private final ControlHttp http;

    ClockClient(ControlHttp http) {
        this.http = http;
    }

    public ClockDetails read() {
        return http.get("/clock", ClockDetails.class);
    }

    /** Stops the clock where it is; moving and advancing it still work. */
    public ClockDetails freeze() {
        return http.put("/clock", Map.of("frozen", true), ClockDetails.class);
    }

    public ClockDetails freezeAt(Instant instant) {
        return http.put("/clock", Map.of("frozen", true, "at", instant), ClockDetails.class);
    }

    /** Lets the clock run on from where it is, at so many seconds a real second, 1 to 86,400. */
    public ClockDetails run(int speed) {
        return http.put("/clock", Map.of("frozen", false, "speed", speed), ClockDetails.class);
    }
}
