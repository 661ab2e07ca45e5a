package dev.linkhub.web.ops;

import dev.linkhub.fleet.HeldLane;
import dev.linkhub.fleet.Lane;
import dev.linkhub.fleet.Lanes;
import dev.linkhub.fleet.LivingProcess;
import dev.linkhub.fleet.Processes;
import dev.linkhub.refresh.Backlog;
import dev.linkhub.refresh.Backlogs;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of the page about workers and lanes. Each is bounded, and says how many it leaves out. */
@Singleton
class WorkerTables {

    static final int MOST_PROCESSES = 100;
    static final int MOST_TENANTS = 50;
    static final int MOST_LANES = 100;

    private final Processes processes;
    private final Lanes lanes;
    private final Backlogs backlogs;
    private final Tenants tenants;
    private final Clock clock;

    WorkerTables(Processes processes, Lanes lanes, Backlogs backlogs, Tenants tenants, Clock clock) {
        this.processes = processes;
        this.lanes = lanes;
        this.backlogs = backlogs;
        this.tenants = tenants;
        this.clock = clock;
    }

    Map<String, Object> data() {
        Names names = new Names(tenants);
        List<LivingProcess> living = processes.living(MOST_PROCESSES);
        List<WorkerRows.TenantBacklog> waiting = waiting(names);
        List<Lane> some = lanes.runningThenNext(MOST_LANES);
        int moreProcesses = living.size() < MOST_PROCESSES ? 0 : processes.count() - living.size();
        int allLanes = some.size() < MOST_LANES ? some.size() : lanes.count();
        return Map.of(
                "processes", living.stream().map(one -> process(one, names)).toList(),
                "moreProcesses", moreProcesses,
                "backlogs", waiting.stream().limit(MOST_TENANTS).toList(),
                "moreBacklogs", Math.max(0, waiting.size() - MOST_TENANTS),
                "lookedAt", lookedAt(),
                "lanes", some.stream().map(lane -> lane(lane, living, names)).toList(),
                "moreLanes", allLanes - some.size(),
                "mostCounted", Lanes.MOST_COUNTED);
    }

    /** How old the backlogs are; empty while this process has not looked yet. */
    private String lookedAt() {
        return backlogs.secondsSinceLook().isEmpty()
                ? ""
                : Rows.time(
                        clock.instant().minusSeconds(backlogs.secondsSinceLook().getAsLong()));
    }

    private List<WorkerRows.TenantBacklog> waiting(Names names) {
        Map<String, List<Backlog>> byTenant = new LinkedHashMap<>();
        backlogs.worstFirst()
                .forEach(backlog -> byTenant.computeIfAbsent(backlog.app().tenantId(), tenant -> new ArrayList<>())
                        .add(backlog));
        List<WorkerRows.TenantBacklog> rows = new ArrayList<>();
        byTenant.forEach((tenantId, ofTenant) ->
                rows.add(WorkerRows.TenantBacklog.of(rows.size() < MOST_TENANTS ? names.of(tenantId) : "", ofTenant)));
        return rows;
    }

    private WorkerRows.Worker process(LivingProcess process, Names names) {
        List<String> running = process.lanes().stream()
                .map(lane -> names.of(lane.tenantId()) + "#" + lane.lane())
                .sorted()
                .toList();
        return WorkerRows.Worker.of(process, running, clock.instant());
    }

    private WorkerRows.Lane lane(Lane lane, List<LivingProcess> living, Names names) {
        String tenantId = lane.item().tenant().tenantId();
        Optional<Instant> since = living.stream()
                .filter(process -> process.name().equals(lane.pickedBy()))
                .flatMap(process -> process.lanes().stream())
                .filter(held -> held.tenantId().equals(tenantId)
                        && held.lane().equals(lane.item().subject()))
                .map(HeldLane::since)
                .findFirst();
        return WorkerRows.Lane.of(names.of(tenantId), lane, since, clock.instant());
    }

    /** Tenants' slugs, each looked up once for a page. */
    private static final class Names {

        private final Tenants tenants;
        private final Map<String, String> known = new HashMap<>();

        Names(Tenants tenants) {
            this.tenants = tenants;
        }

        String of(String tenantId) {
            return known.computeIfAbsent(
                    tenantId,
                    id -> tenants.find(new TenantScope(id)).map(Tenant::slug).orElse(id));
        }
    }
}
