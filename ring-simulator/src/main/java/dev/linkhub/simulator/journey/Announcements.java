package dev.linkhub.simulator.journey;

import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.webhook.Addressee;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.Events;
import dev.linkhub.simulator.webhook.Signature;
import dev.linkhub.simulator.webhook.WebhookEvent;
import dev.linkhub.simulator.webhook.Webhooks;

/** The events that follow from what a user or a partner does. */
public final class Announcements {

    private final Events events;
    private final Webhooks webhooks;

    public Announcements(Events events, Webhooks webhooks) {
        this.events = events;
        this.webhooks = webhooks;
    }

    /** One event per device, each after the first attempt for the one before. */
    void devicesAdded(Installation installation) {
        for (String device : installation.placement().devices()) {
            webhooks.send(make(installation, EventDraft.of("device_added", device)));
        }
    }

    /** Sends what happened to a device, or at it, and returns after the first attempt. */
    public WebhookEvent announce(Installation installation, EventDraft draft) {
        WebhookEvent event = make(installation, draft);
        webhooks.send(event);
        return event;
    }

    /** Sent apart from the PATCH that completed the link: its answer does not wait for the partner's own webhook. */
    public void completed(Installation installation) {
        webhooks.sendSoon(make(installation, EventDraft.of("app_integration_added")));
    }

    void removed(Installation installation, RemovalNotice notice) {
        switch (notice) {
            case SEND -> webhooks.send(make(installation, EventDraft.of("app_integration_removed")));
            case HOLD -> make(installation, EventDraft.of("app_integration_removed"));
            case SKIP -> {}
        }
    }

    private WebhookEvent make(Installation installation, EventDraft draft) {
        Placement placement = installation.placement();
        Addressee addressee =
                new Addressee(placement.app(), placement.environment(), placement.account(), installation.id());
        return events.make(addressee, draft, Signature.VALID);
    }
}
