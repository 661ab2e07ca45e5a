package dev.linkhub.fleet;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The lanes of all tenants' refreshes. */
@Singleton
public class Lanes {

    /** As far as they are counted. */
    public static final int MOST_COUNTED = 100_000;

    private final LaneRows rows;

    Lanes(LaneRows rows) {
        this.rows = rows;
    }

    /** Those that run, then those that are woken next. */
    public List<Lane> runningThenNext(int most) {
        List<Lane> lanes = new ArrayList<>(rows.running(most));
        if (lanes.size() < most) {
            lanes.addAll(rows.next(most - lanes.size()));
        }
        return lanes;
    }

    /** How many there are, {@link #MOST_COUNTED} at most. */
    public int count() {
        return rows.count(MOST_COUNTED);
    }
}
