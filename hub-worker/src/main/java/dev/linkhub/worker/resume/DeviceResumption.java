package dev.linkhub.worker.resume;

import dev.linkhub.device.DeviceListing;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Asks Ring for lists of devices that somebody wants. */
@Singleton
final class DeviceResumption implements Job {

    private final DeviceListing listing;

    DeviceResumption(DeviceListing listing) {
        this.listing = listing;
    }

    @Override
    public Work work() {
        return Work.DEVICES;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String linkId) {
        return listing.proceed(tenant, linkId);
    }
}
