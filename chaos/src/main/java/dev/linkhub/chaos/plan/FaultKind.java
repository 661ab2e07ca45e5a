package dev.linkhub.chaos.plan;

/** What can be done to a hub in a run. */
public enum FaultKind {
    KILL_AFTER_CLAIM(Track.PROCESSES),
    KILL_BEFORE_SEND(Track.PROCESSES),
    KILL_AFTER_RINGS_COMMIT(Track.PROCESSES),
    KILL_AFTER_THE_ANSWER(Track.PROCESSES),
    KILL_AFTER_THE_WRITE(Track.PROCESSES),
    /** In the middle of a refresh, for longer than its lease and shorter than its quarantine. */
    STOP_OVER_LEASE(Track.PROCESSES),
    /** In the middle of a refresh, for longer than lease and quarantine together. */
    STOP_OVER_QUARANTINE(Track.PROCESSES),
    /** The database commits new tokens, and the hub hears that the connection has gone. */
    LOST_ACKNOWLEDGEMENT(Track.PROCESSES),
    /** One oversleeps lease and quarantine, another takes over and is held with Ring's answer in hand, then the first wakes up. */
    TAKEOVER(Track.PROCESSES),
    /** One process's machine has its clock an hour off, ahead or behind. */
    CLOCK_OFF(Track.PROCESSES),
    /** A worker joins, and leaves gently. */
    WORKER_COMES_AND_GOES(Track.PROCESSES),

    DATABASE_RESTART(Track.SURROUNDINGS),
    DATABASE_OUTAGE(Track.SURROUNDINGS),
    DATABASE_HANG(Track.SURROUNDINGS),
    DATABASE_LINE_CUT(Track.SURROUNDINGS),
    RING_BEYOND_THE_DEADLINE(Track.SURROUNDINGS),
    RING_DRIPS(Track.SURROUNDINGS),
    RING_CUTS_BEFORE(Track.SURROUNDINGS),
    RING_CUTS_AFTER(Track.SURROUNDINGS),
    RING_SILENT(Track.SURROUNDINGS),
    RING_LINE_CUT(Track.SURROUNDINGS),
    RING_LINE_SLOW(Track.SURROUNDINGS),
    RING_LINE_DRIPS(Track.SURROUNDINGS),
    STORM_429(Track.SURROUNDINGS),
    STORM_503(Track.SURROUNDINGS),
    HTML_403(Track.SURROUNDINGS),
    EMPTY_401(Track.SURROUNDINGS),
    /** Ring lets a household's tokens die, and tells nobody. */
    RING_REVOKES(Track.SURROUNDINGS),
    /** A user removes the app. */
    USER_REMOVES(Track.SURROUNDINGS);

    /** Faults of one track come one after the other; the two go on beside each other. */
    public enum Track {
        PROCESSES,
        SURROUNDINGS
    }

    private final Track track;

    FaultKind(Track track) {
        this.track = track;
    }

    public Track track() {
        return track;
    }
}
