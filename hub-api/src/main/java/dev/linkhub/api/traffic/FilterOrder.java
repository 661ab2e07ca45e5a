package dev.linkhub.api.traffic;

import io.micronaut.http.filter.ServerFilterPhase;

/** Who sees a request first, and its answer last. */
public final class FilterOrder {

    /** Gives the id and notes the answer: around all others. */
    public static final int TRAFFIC = ServerFilterPhase.FIRST.order();

    /** Writes refusals, those of authentication included. */
    public static final int PROBLEMS = TRAFFIC + 10;

    /** Counts, when it is known who calls. */
    public static final int LIMITS = ServerFilterPhase.SECURITY.after();

    /** Looks for earlier answers, when the caller may ask. */
    public static final int REPETITIONS = LIMITS + 10;

    private FilterOrder() {}
}
