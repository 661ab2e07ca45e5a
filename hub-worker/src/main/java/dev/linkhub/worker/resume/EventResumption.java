package dev.linkhub.worker.resume;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.webhook.EventEffects;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Applies webhooks that were stored and not applied. */
@Singleton
final class EventResumption implements Job {

    private final EventEffects effects;

    EventResumption(EventEffects effects) {
        this.effects = effects;
    }

    @Override
    public Work work() {
        return Work.EVENT;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String event) {
        return effects.apply(tenant, event);
    }
}
