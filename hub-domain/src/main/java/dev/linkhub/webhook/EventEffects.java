package dev.linkhub.webhook;

import dev.linkhub.background.Background;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
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
    private final DeviceNews news;
    private final Clock clock;
    private final Background background;

    EventEffects(
            EventRows rows,
            PartnerApps apps,
            LinkRemoval removal,
            DeviceNews news,
            Clock clock,
            Background background) {
        this.rows = rows;
        this.apps = apps;
        this.removal = removal;
        this.news = news;
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

    private boolean takesEffect(PartnerApp app, RingEvent event) {
        String account = event.ringAccountId();
        if (!event.type().equals(REMOVED) || account == null) {
            news.note(event);
            noteApplied(event);
            return true;
        }
        return removal.removed(app, event.environment(), account, event.when(), () -> noteApplied(event));
    }

    private void noteApplied(RingEvent event) {
        rows.applied(event.tenantId(), event.appId(), event.requestId(), clock.instant());
    }
}
