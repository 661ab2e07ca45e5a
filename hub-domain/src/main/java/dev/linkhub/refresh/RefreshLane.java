package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.WorkItem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drains a tenant's due grants for a slice of time, then says when to come again. All lanes of a tenant claim from the same
 * index, in due order and app by app in turn; a call that outlasts the slice holds up nothing but itself.
 */
@Singleton
public class RefreshLane {

    private final RefreshLeases leases;
    private final RefreshTurns turns;
    private final InFlight inFlight;
    private final NextLook nextLook;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final Set<RunningLane> running = ConcurrentHashMap.newKeySet();

    RefreshLane(
            RefreshLeases leases,
            RefreshTurns turns,
            InFlight inFlight,
            NextLook nextLook,
            WakeUps wakeUps,
            Clock clock) {
        this.leases = leases;
        this.turns = turns;
        this.inFlight = inFlight;
        this.nextLook = nextLook;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** {@link #drain(TenantScope, String)} by the tenant's first lane. */
    public Optional<Instant> drain(TenantScope tenant) {
        return drain(tenant, WorkItem.FIRST_LANE);
    }

    /**
     * Refreshes what is due. The first lane wakes the second when a slice does not do; that one ends when nothing is due.
     *
     * @return when to look again; empty when there is nothing to come back for: whatever gets a due time wakes the first lane
     */
    public Optional<Instant> drain(TenantScope tenant, String lane) {
        RunningLane self = new RunningLane(tenant, lane, clock.instant());
        running.add(self);
        try {
            List<DueApp> earliest = leases.earliestDue(tenant);
            if (isFirst(lane) && earliest.stream().noneMatch(DueApp::isDue)) {
                // As nearly always: most tenants are asleep at any time.
                return nextLook.of(tenant, earliest);
            }
            Slice slice = new Slice();
            boolean isMoreDue = drain(tenant, earliest, slice);
            return isFirst(lane) ? first(tenant, slice, isMoreDue) : LaneCount.second(isMoreDue, clock.instant());
        } finally {
            running.remove(self);
        }
    }

    /** What this process is draining now. */
    public List<RunningLane> running() {
        return List.copyOf(running);
    }

    /** How many refreshes of each tenant this process has on the wire now, by the tenant's id; tenants without any are left out. */
    public Map<String, Integer> inFlight() {
        return inFlight.onWire();
    }

    /** Waits for the calls that outlasted their slices. Nothing can be drained after that. */
    public void awaitEnd() {
        turns.close();
    }

    private static boolean isFirst(String lane) {
        return lane.equals(WorkItem.FIRST_LANE);
    }

    private Optional<Instant> first(TenantScope tenant, Slice slice, boolean isMoreDue) {
        if (LaneCount.needsSecond(slice, isMoreDue)) {
            wakeUps.secondLane(tenant);
        }
        return isMoreDue ? Optional.of(clock.instant()) : nextLook.of(tenant, leases.earliestDue(tenant));
    }

    private boolean drain(TenantScope tenant, List<DueApp> earliest, Slice slice) {
        Deque<RefreshTurn> waiting = new ArrayDeque<>();
        for (DueApp app : earliest) {
            if (app.isDue()) {
                waiting.add(new RefreshTurn(tenant, app.appId(), inFlight.line(tenant, app.appId())));
            }
        }
        try {
            while (!waiting.isEmpty() && !slice.isOver()) {
                slice.awaitSome(!round(waiting, slice));
            }
            slice.awaitAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.forEach(RefreshTurn::close);
        }
        return !waiting.isEmpty();
    }

    /** Each app once; those that have had enough leave. Whether anything was claimed. */
    private boolean round(Deque<RefreshTurn> waiting, Slice slice) {
        int claimedBefore = slice.left();
        for (int i = waiting.size(); i > 0 && !slice.isOver(); i--) {
            RefreshTurn turn = waiting.removeFirst();
            if (turns.take(turn, slice)) {
                waiting.addLast(turn);
            } else {
                turn.close();
            }
        }
        if (!waiting.isEmpty()) {
            // Another is the first to find free slots the next time.
            waiting.addLast(waiting.removeFirst());
        }
        return slice.left() < claimedBefore || waiting.isEmpty();
    }

    /**
     * A lane that this process is draining.
     *
     * @param lane its number
     */
    public record RunningLane(TenantScope tenant, String lane, Instant since) {}
}
