package dev.linkhub.worker.refresh;

import dev.linkhub.refresh.RefreshLane;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Drains a lane for a slice of time and yields to other tenants. A tenant without grants has no lane. */
@Singleton
final class TenantRefresh implements Job {

    private final RefreshLane lane;

    TenantRefresh(RefreshLane lane) {
        this.lane = lane;
    }

    @Override
    public Work work() {
        return Work.REFRESH;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String laneNumber) {
        return lane.drain(tenant, laneNumber);
    }

    @Override
    public void awaitEnd() {
        lane.awaitEnd();
    }
}
