package dev.linkhub.simulator.settings;

/** How many calls a client id may make in a second of the simulator's time; 0 is no limit (ring-contract.md §8). */
public record RateLimit(int perSecond, RateCount counting) {

    public static final int MOST = 100_000;

    static final RateLimit DEFAULT = new RateLimit(100, RateCount.INSTANTS);

    public RateLimit {
        if (perSecond < 0 || perSecond > MOST) {
            throw new IllegalArgumentException("must be a whole number from 0 to " + MOST + "; 0 is no limit");
        }
    }
}
