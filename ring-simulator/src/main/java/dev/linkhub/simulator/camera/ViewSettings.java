package dev.linkhub.simulator.camera;

import dev.linkhub.simulator.camera.Zone.Vertex;
import java.util.List;

/** Whether motion is looked for, where it counts, and what must not be shown. Partners may read it only. */
public record ViewSettings(boolean motionDetection, List<Zone> motionZones, List<Zone> privacyZones) {

    private static final int MOST_ZONES = 16;

    /** As a camera comes out of its box: motion counts in the lower part of the picture, and all of it is shown. */
    public static final ViewSettings DEFAULT = new ViewSettings(
            true,
            List.of(new Zone(
                    "a9d225a6-3122-4f4d-a933-0c24e53cc535",
                    List.of(new Vertex(0, 0.2), new Vertex(1, 0.2), new Vertex(1, 1), new Vertex(0, 1)))),
            List.of());

    public ViewSettings {
        motionZones = List.copyOf(motionZones);
        privacyZones = List.copyOf(privacyZones);
        if (motionZones.size() > MOST_ZONES || privacyZones.size() > MOST_ZONES) {
            throw new IllegalArgumentException("a camera has at most " + MOST_ZONES + " zones of a kind");
        }
    }
}
