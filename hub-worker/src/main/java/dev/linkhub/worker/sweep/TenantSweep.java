package dev.linkhub.worker.sweep;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sweeps a tenant when something has outlived its use, at least daily as long as there is anything, and not at all when there is
 * nothing. What fails is reported once the rest has been swept.
 */
@Singleton
final class TenantSweep implements Job {

    private static final Duration AT_LEAST_EVERY = Duration.ofDays(1);

    private final List<Sweepable> all;
    private final Clock clock;

    TenantSweep(List<Sweepable> all, Clock clock) {
        this.all = List.copyOf(all);
        this.clock = clock;
    }

    @Override
    public Work work() {
        return Work.SWEEP;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String wholeTenant) {
        List<RuntimeException> failures = new ArrayList<>();
        List<Instant> next = new ArrayList<>();
        for (Sweepable one : all) {
            try {
                one.sweep(tenant).ifPresent(next::add);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IllegalStateException failed =
                    new IllegalStateException(failures.size() + " sweeps of " + tenant.tenantId() + " failed");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        next.add(clock.instant().plus(AT_LEAST_EVERY));
        return next.stream().min(Instant::compareTo);
    }
}
