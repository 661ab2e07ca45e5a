package dev.linkhub.api;

/** The addresses that machines call. In one process with the pages, only these get problem details and the like. */
public final class MachineFacing {

    /** The integrators' and operators' API. */
    public static final String API = "/api/**";

    /** What Ring's servers call. */
    public static final String RING = "/ring/**";

    private MachineFacing() {}

    /** Whether a path is one of these. */
    public static boolean holds(String path) {
        return path.startsWith("/api/") || isRings(path);
    }

    /** Whether a path is one that Ring's servers call. */
    public static boolean isRings(String path) {
        return path.startsWith("/ring/");
    }
}
