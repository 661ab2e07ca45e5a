package dev.linkhub.worker.resume;

import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Tells Ring of links that their households disconnected, and drops the tokens. */
@Singleton
final class DisconnectResumption implements Job {

    private final LinkDisconnection disconnection;

    DisconnectResumption(LinkDisconnection disconnection) {
        this.disconnection = disconnection;
    }

    @Override
    public Work work() {
        return Work.DISCONNECT;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String linkId) {
        return disconnection.proceed(tenant, linkId);
    }
}
