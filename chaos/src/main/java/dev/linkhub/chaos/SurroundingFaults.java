package dev.linkhub.chaos;

import dev.linkhub.chaos.history.Rules;
import dev.linkhub.chaos.machine.DatabaseServer;
import dev.linkhub.chaos.machine.Line;
import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.chaos.machine.SimulatorServer;
import dev.linkhub.chaos.plan.PlannedFault;
import dev.linkhub.chaos.world.Household;
import dev.linkhub.chaos.world.RingWatch;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.AnswerPreset;
import dev.linkhub.simulator.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hurts database, Ring and the lines to them. */
final class SurroundingFaults {

    private static final String REFRESH = "token.refresh_token";
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final int FEW = 3;

    private final DatabaseServer database;
    private final SimulatorServer ring;
    private final RingWatch watch;
    private final Rules rules;
    private final Duration outage;
    private final FaultLog log;
    private final List<Household> households;

    SurroundingFaults(Site site, RingWatch watch, Form form, FaultLog log, List<Household> households) {
        this.database = site.database();
        this.ring = site.ring();
        this.watch = watch;
        this.rules = form.rules();
        this.outage = form.storm().outage();
        this.log = log;
        this.households = new ArrayList<>(households);
    }

    /** Returns when it is over. */
    void inject(PlannedFault fault) {
        Instant from = log.now();
        String name = fault.kind().name();
        switch (fault.kind()) {
            case DATABASE_RESTART -> databaseAway(Duration.ZERO);
            case DATABASE_OUTAGE -> databaseAway(outage);
            case DATABASE_HANG -> databaseHangs();
            case DATABASE_LINE_CUT -> line(database.line(), Line.State.CUT, SHORT);
            case RING_LINE_CUT -> line(ring.line(), Line.State.CUT, SHORT);
            case RING_LINE_SLOW -> line(ring.line(), Line.State.SLOW, SHORT);
            case RING_LINE_DRIPS ->
                line(ring.line(), Line.State.DRIPPING, rules.deadline().plus(SHORT));
            case RING_BEYOND_THE_DEADLINE ->
                strike(name, NewFault.late(REFRESH, rules.deadline().plusSeconds(1)));
            case RING_DRIPS -> strike(name, NewFault.of(REFRESH, FaultKind.DRIP));
            case RING_CUTS_BEFORE -> strike(name, NewFault.of(REFRESH, FaultKind.RESET_BEFORE));
            case RING_CUTS_AFTER -> strike(name, NewFault.of(REFRESH, FaultKind.RESET_AFTER));
            case RING_SILENT -> strike(name, NewFault.of(REFRESH, FaultKind.HANG_AFTER));
            case HTML_403 -> strike(name, NewFault.answering(REFRESH, AnswerPreset.HTML_403));
            case EMPTY_401 -> strike(name, NewFault.answering(REFRESH, AnswerPreset.EMPTY_401));
            case STORM_429 -> storm(name, NewFault.answering(REFRESH, 429).withHeaders(Map.of("Retry-After", "2")));
            case STORM_503 -> storm(name, NewFault.answering(REFRESH, AnswerPreset.JSON_503));
            case RING_REVOKES -> revoke(fault, false);
            case USER_REMOVES -> revoke(fault, true);
            default -> throw new IllegalArgumentException(name + " is a matter of processes");
        }
        switch (fault.kind()) {
            case DATABASE_RESTART, DATABASE_OUTAGE, DATABASE_HANG, DATABASE_LINE_CUT, RING_REVOKES, USER_REMOVES ->
                log.harmless(name, from);
            case RING_LINE_CUT, RING_LINE_SLOW, RING_LINE_DRIPS -> log.unheard(name, from, Set.of());
            default -> Pause.of(Duration.ZERO);
        }
    }

    private void databaseAway(Duration time) {
        database.shutDown();
        Pause.of(time);
        database.startAgain();
    }

    private void databaseHangs() {
        database.signal("STOP");
        Pause.of(outage);
        database.signal("CONT");
    }

    private static void line(Line line, Line.State state, Duration time) {
        line.become(state);
        Pause.of(time);
        line.become(Line.State.OPEN);
    }

    /** A few calls, whichever come first. */
    private void strike(String name, NewFault fault) {
        Instant from = log.now();
        String id = ring.client().fault(fault.times(FEW)).id();
        Pause.until(rules.interval(), () -> !isWaiting(id));
        if (isWaiting(id)) {
            ring.client().clearFault(id);
        }
        // What it struck last may not have been answered yet.
        Pause.of(rules.deadline());
        log.unheard(name, from, Set.of(id));
    }

    /** Every call for a while. */
    private void storm(String name, NewFault fault) {
        Instant from = log.now();
        Set<String> ids = new HashSet<>();
        ids.add(ring.client().fault(fault.always()).id());
        Pause.of(SHORT.multipliedBy(2));
        ids.forEach(ring.client()::clearFault);
        log.unheard(name, from, ids);
    }

    private void revoke(PlannedFault fault, boolean byTheUser) {
        if (households.size() < FEW) {
            FaultLog.missed(fault.kind() + ": too few are left");
            return;
        }
        Household household = households.remove(fault.target() % households.size());
        watch.revokes(household, log.now());
        if (byTheUser) {
            ring.client().remove(household.installation());
        } else {
            ring.client().revoke(household.installation());
        }
    }

    private boolean isWaiting(String id) {
        return ring.client().faults().stream().anyMatch(one -> one.id().equals(id));
    }
}
