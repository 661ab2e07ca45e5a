package dev.linkhub.simulator.camera;

import java.util.List;

/** A polygon in the picture; 0, 0 is its top left corner and 1, 1 its bottom right one (ring-contract.md §9). */
public record Zone(String id, List<Vertex> vertices) {

    private static final int FEWEST = 3;
    private static final int MOST = 32;

    /** A corner of a zone. */
    public record Vertex(double x, double y) {

        public Vertex {
            if (!isInside(x) || !isInside(y)) {
                throw new IllegalArgumentException("x and y of a vertex are numbers from 0 to 1");
            }
        }

        private static boolean isInside(double value) {
            return value >= 0 && value <= 1;
        }
    }

    public Zone {
        vertices = List.copyOf(vertices);
        if (vertices.size() < FEWEST || vertices.size() > MOST) {
            throw new IllegalArgumentException("a zone has " + FEWEST + " to " + MOST + " vertices");
        }
    }
}
