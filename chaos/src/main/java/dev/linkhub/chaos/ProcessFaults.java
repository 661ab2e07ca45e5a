package dev.linkhub.chaos;

import dev.linkhub.chaos.history.Rules;
import dev.linkhub.chaos.inside.Order;
import dev.linkhub.chaos.inside.Order.Action;
import dev.linkhub.chaos.inside.Point;
import dev.linkhub.chaos.machine.HubProcess;
import dev.linkhub.chaos.machine.HubProcesses;
import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.chaos.plan.FaultKind;
import dev.linkhub.chaos.plan.PlannedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Kills, stops and misleads the hub's processes. */
final class ProcessFaults {

    private static final Duration A_BIT = Duration.ofSeconds(2);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String GUEST = "guest";
    private static final List<Point> IN_THE_MIDDLE =
            List.of(Point.BEFORE_SEND, Point.AFTER_RING_COMMIT, Point.AFTER_ANSWER);

    private final HubProcesses hub;
    private final List<String> names;
    private final List<String> victims;
    private final Rules rules;
    private final FaultLog log;
    private final Consumer<String> forceRefresh;

    /**
     * For processes of these names.
     *
     * @param victims those of them that may be struck first
     * @param forceRefresh has a grant refreshed on demand, and waits for nothing
     */
    ProcessFaults(
            HubProcesses hub,
            List<String> names,
            List<String> victims,
            Rules rules,
            FaultLog log,
            Consumer<String> forceRefresh) {
        this.hub = hub;
        this.names = List.copyOf(names);
        this.victims = List.copyOf(victims);
        this.rules = rules;
        this.log = log;
        this.forceRefresh = forceRefresh;
    }

    /** Returns when it is over and the hub is whole again. */
    void inject(PlannedFault fault) {
        switch (fault.kind()) {
            case KILL_AFTER_CLAIM -> kill(fault, Point.AFTER_CLAIM);
            case KILL_BEFORE_SEND -> kill(fault, Point.BEFORE_SEND);
            case KILL_AFTER_RINGS_COMMIT -> kill(fault, Point.AFTER_RING_COMMIT);
            case KILL_AFTER_THE_ANSWER -> kill(fault, Point.AFTER_ANSWER);
            case KILL_AFTER_THE_WRITE -> kill(fault, Point.AFTER_WRITE);
            case STOP_OVER_LEASE -> stop(fault, rules.lease().plus(A_BIT));
            case STOP_OVER_QUARANTINE -> stop(fault, rest().plus(A_BIT));
            case LOST_ACKNOWLEDGEMENT -> loseAcknowledgement(fault);
            case TAKEOVER -> takeOver(fault);
            case CLOCK_OFF -> misleadClock(fault);
            case WORKER_COMES_AND_GOES -> comeAndGo();
            default -> throw new IllegalArgumentException(fault.kind() + " strikes no process");
        }
    }

    private void kill(PlannedFault fault, Point point) {
        List<HubProcess> struck = meet(fault, point, new Order(Action.HALT, Order.ANY));
        for (HubProcess process : struck) {
            process.awaitEnd();
            log.killed(process.name(), fault.kind().name());
        }
        struck.forEach(process -> hub.bringUp(process.family(), Duration.ZERO));
    }

    private void stop(PlannedFault fault, Duration time) {
        Point point = IN_THE_MIDDLE.get(fault.variant() % IN_THE_MIDDLE.size());
        List<HubProcess> struck = meet(fault, point, new Order(Action.PAUSE, Order.ANY));
        Instant from = log.now();
        for (HubProcess process : struck) {
            process.signal("STOP");
            process.resume(point);
        }
        if (!struck.isEmpty()) {
            Pause.of(time);
        }
        for (HubProcess process : struck) {
            process.signal("CONT");
            log.stopped(process.name(), fault.kind() + " at " + point, from);
        }
        clear(struck, point);
    }

    private void loseAcknowledgement(PlannedFault fault) {
        List<HubProcess> struck = meet(fault, Point.AFTER_COMMIT, new Order(Action.FAIL, Order.ANY));
        Instant from = log.now();
        if (!struck.isEmpty()) {
            // The same grants are refreshed once more in the meantime, by another process where the struck one is a
            // worker.
            struck.stream()
                    .flatMap(process -> process.reached(Point.AFTER_COMMIT).stream())
                    .flatMap(grants -> Arrays.stream(grants.split(" ")))
                    .forEach(forceRefresh);
            Pause.of(rules.lease());
        }
        for (HubProcess process : struck) {
            process.resume(Point.AFTER_COMMIT);
            log.stopped(process.name(), fault.kind().name(), from);
        }
        clear(struck, Point.AFTER_COMMIT);
    }

    /** Who has come to the point: the planned one if it soon does, else whoever does first; nobody if none does. */
    private List<HubProcess> meet(PlannedFault fault, Point point, Order order) {
        List<HubProcess> ordered = new ArrayList<>(List.of(target(fault)));
        target(fault).order(point, order);
        if (!Pause.until(A_BIT, () -> hasComeToOne(ordered, point))) {
            for (String name : victims) {
                if (hub.now(name) != ordered.getFirst()) {
                    hub.now(name).order(point, order);
                    ordered.add(hub.now(name));
                }
            }
            Pause.until(rules.interval(), () -> hasComeToOne(ordered, point));
        }
        // An order that cannot be taken back has been taken.
        List<HubProcess> struck =
                ordered.stream().filter(process -> !process.withdraw(point)).toList();
        for (HubProcess process : struck) {
            Pause.until(A_BIT, () -> process.reached(point).isPresent());
        }
        if (struck.isEmpty()) {
            FaultLog.missed(fault.kind().name());
        }
        return struck;
    }

    private static boolean hasComeToOne(List<HubProcess> ordered, Point point) {
        return ordered.stream().anyMatch(process -> process.reached(point).isPresent());
    }

    /** Once whoever waited there has gone on. */
    private static void clear(List<HubProcess> struck, Point point) {
        if (!struck.isEmpty()) {
            Pause.of(A_BIT);
        }
        struck.forEach(process -> process.clear(point));
    }

    private void takeOver(PlannedFault fault) {
        List<HubProcess> met = meet(fault, Point.AFTER_CLAIM, new Order(Action.PAUSE, Order.ANY));
        if (met.isEmpty()) {
            return;
        }
        HubProcess first = met.getFirst();
        Instant from = log.now();
        String grant = first.reached(Point.AFTER_CLAIM).orElseThrow();
        // As a whole: another lane of its own would take over otherwise, and the grant has moved on when the others
        // come.
        first.signal("STOP");
        List<HubProcess> others = names.stream()
                .map(hub::now)
                .filter(one -> one != first && one.isAlive())
                .toList();
        others.forEach(one -> one.order(Point.AFTER_ANSWER, new Order(Action.PAUSE, grant)));
        Duration patience = rest().plus(rules.interval());
        boolean taken = false;
        // Asked for on demand: its lane is held by the process that stands still.
        for (long end = System.nanoTime() + patience.toNanos(); !taken && System.nanoTime() - end < 0; ) {
            forceRefresh.accept(grant);
            taken = Pause.until(A_BIT, () -> hasComeToOne(others, Point.AFTER_ANSWER));
        }
        Instant takenAt = log.now();
        met.forEach(one -> one.resume(Point.AFTER_CLAIM));
        first.signal("CONT");
        for (HubProcess one : met) {
            log.stopped(one.name(), fault.kind() + " from it, " + grant, from);
        }
        if (taken) {
            // Nobody may send it now: the second has Ring's answer in hand, and its quarantine is not over.
            Pause.of(rest().minus(A_BIT));
        }
        for (HubProcess one : others) {
            if (one.reached(Point.AFTER_ANSWER).isPresent()) {
                one.resume(Point.AFTER_ANSWER);
                log.stopped(one.name(), fault.kind() + " by it, " + grant, takenAt);
            } else {
                one.withdraw(Point.AFTER_ANSWER);
            }
        }
        clear(met, Point.AFTER_CLAIM);
        others.forEach(one -> one.clear(Point.AFTER_ANSWER));
    }

    private void misleadClock(PlannedFault fault) {
        Instant from = log.now();
        target(fault).stop();
        startAgain(fault, fault.variant() % 2 == 0 ? AN_HOUR : AN_HOUR.negated());
        Pause.of(rules.interval());
        target(fault).stop();
        log.harmless(fault.kind() + " of " + target(fault).name(), from);
        startAgain(fault, Duration.ZERO);
    }

    private void comeAndGo() {
        Instant from = log.now();
        HubProcess guest = hub.bringUp(GUEST, Duration.ZERO);
        Pause.of(rules.interval().dividedBy(2));
        guest.stop();
        log.harmless(FaultKind.WORKER_COMES_AND_GOES + ": " + guest.name(), from);
    }

    private void startAgain(PlannedFault fault, Duration clockOff) {
        String name = victims.get(fault.target() % victims.size());
        hub.bringUp(name, clockOff);
    }

    private HubProcess target(PlannedFault fault) {
        return hub.now(victims.get(fault.target() % victims.size()));
    }

    private Duration rest() {
        return rules.lease().plus(rules.quarantine());
    }
}
