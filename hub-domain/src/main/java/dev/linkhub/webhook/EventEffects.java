package dev.linkhub.webhook;

import dev.linkhub.background.Background;
import dev.linkhub.grant.GrantIdentified;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What webhooks change here. Each is applied once, by the process that took it or by a worker that comes by later. */
@Singleton
public class EventEffects {

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);
    private static final String REMOVED = "app_integration_removed";

    private final EventRows rows;
    private final PartnerApps apps;
    private final LinkRemoval removal;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final Background background;

    EventEffects(
            EventRows rows,
            PartnerApps apps,
            LinkRemoval removal,
            WakeUps wakeUps,
            Clock clock,
            Background background) {
        this.rows = rows;
        this.apps = apps;
        this.removal = removal;
        this.wakeUps = wakeUps;
        this.clock = clock;
        this.background = background;
    }

    /** How a wake-up names an event. */
    static String subject(String appId, String requestId) {
        return appId + "/" + requestId;
    }

    /** In the background: Ring waits 5 s at most, and whether it is applied is not its concern. */
    void applySoon(TenantScope tenant, String appId, String requestId) {
        background.run("Applying a webhook of " + appId, () -> apply(tenant, subject(appId, requestId)));
    }

    /**
     * Applies a stored event.
     *
     * @param subject as in its wake-up
     * @return when to try again; empty when it is applied
     */
    public Optional<Instant> apply(TenantScope tenant, String subject) {
        int slash = subject.indexOf('/');
        String appId = subject.substring(0, slash);
        Optional<RingEvent> event = rows.find(tenant.tenantId(), appId, subject.substring(slash + 1))
                .filter(found -> found.appliedAt() == null);
        Optional<PartnerApp> app = apps.findById(tenant, appId);
        if (event.isEmpty() || app.isEmpty()) {
            return Optional.empty();
        }
        return takesEffect(app.get(), event.get())
                ? Optional.empty()
                : Optional.of(clock.instant().plus(AGAIN_AFTER));
    }

    /** A removal may have come while nobody knew yet whose the grant was: applies it to the grant now. */
    @EventListener
    void on(GrantIdentified event) {
        rows
                .removalsOf(
                        event.grant().tenantId(),
                        event.grant().appId(),
                        event.grant().environment(),
                        event.ringAccountId())
                .stream()
                .filter(removed -> !when(removed).isBefore(event.grant().receivedAt()))
                .forEach(removed -> reopen(event.grant().scope(), removed));
    }

    private void reopen(TenantScope tenant, RingEvent removed) {
        rows.reopen(tenant.tenantId(), removed.appId(), removed.requestId());
        wakeUps.at(clock.instant(), Work.EVENT, tenant, subject(removed.appId(), removed.requestId()));
    }

    private boolean takesEffect(PartnerApp app, RingEvent event) {
        String account = event.ringAccountId();
        if (!event.type().equals(REMOVED) || account == null) {
            noteApplied(event);
            return true;
        }
        return removal.removed(app, event.environment(), account, when(event), () -> noteApplied(event));
    }

    private void noteApplied(RingEvent event) {
        rows.applied(event.tenantId(), event.appId(), event.requestId(), clock.instant());
    }

    /** By Ring's clock, but not after it was here: a removal from the future would undo each reconnect until then. */
    private static Instant when(RingEvent event) {
        Instant happened = event.happenedAt();
        return happened == null || happened.isAfter(event.receivedAt()) ? event.receivedAt() : happened;
    }
}
