package dev.linkhub.simulator.webhook;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.settings.CurrentSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The latest events, in the order of their making; older ones make room, and dead ones go after 72 h. */
public final class Events {

    private static final int MOST_EVENTS = 10_000;

    private final InstantSource clock;
    private final CurrentSettings settings;
    private final Map<String, WebhookEvent> byId = new LinkedHashMap<>();

    public Events(InstantSource clock, CurrentSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** An event as Ring would make it now; nothing is sent. */
    public WebhookEvent make(Addressee addressee, EventDraft draft, Signature signature) {
        String requestId = requestId(draft);
        Payload body = new EventBody(addressee.account(), draft, clock.instant())
                .write(requestId, settings.get().subTypePlace());
        return keep(addressee, draft.type(), requestId, new WebhookEvent.SignedBody(body, signature));
    }

    /** An event with a body of the caller's choice, well-formed or not. */
    public WebhookEvent make(Addressee addressee, EventDraft draft, Signature signature, Payload body) {
        return keep(addressee, draft.type(), requestId(draft), new WebhookEvent.SignedBody(body, signature));
    }

    /**
     * The event of that id.
     *
     * @throws Unprocessable if there is none
     */
    public synchronized WebhookEvent get(String id) {
        WebhookEvent event = byId.get(id);
        if (event == null || event.isGone(clock.instant())) {
            throw new Unprocessable("event", "there is no event '" + id + "'");
        }
        return event;
    }

    public synchronized List<WebhookEvent> all() {
        byId.values().removeIf(event -> event.isGone(clock.instant()));
        return new ArrayList<>(byId.values());
    }

    public List<WebhookEvent.Snapshot> snapshot() {
        return all().stream().map(WebhookEvent::snapshot).toList();
    }

    public synchronized void restore(List<WebhookEvent.Snapshot> snapshot) {
        byId.clear();
        snapshot.forEach(kept -> byId.put(kept.id(), new WebhookEvent(kept)));
    }

    public synchronized void forget() {
        byId.clear();
    }

    private synchronized WebhookEvent keep(
            Addressee addressee, String type, String requestId, WebhookEvent.SignedBody content) {
        WebhookEvent event = new WebhookEvent("evt_" + RandomText.base62(12), requestId, type, addressee, content);
        byId.put(event.id(), event);
        if (byId.size() > MOST_EVENTS) {
            byId.remove(byId.keySet().iterator().next());
        }
        return event;
    }

    private static String requestId(EventDraft draft) {
        return draft.requestId() == null ? UUID.randomUUID().toString() : draft.requestId();
    }
}
