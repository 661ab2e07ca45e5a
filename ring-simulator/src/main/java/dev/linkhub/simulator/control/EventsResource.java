package dev.linkhub.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.account.Device;
import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.webhook.Addressee;
import dev.linkhub.simulator.webhook.Attempt;
import dev.linkhub.simulator.webhook.EventDraft;
import dev.linkhub.simulator.webhook.EventState;
import dev.linkhub.simulator.webhook.Events;
import dev.linkhub.simulator.webhook.Signature;
import dev.linkhub.simulator.webhook.WebhookEvent;
import dev.linkhub.simulator.webhook.Webhooks;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /control/events}. */
final class EventsResource {

    private static final List<String> DEVICE_TYPES = List.of("motion_detected", "button_press");
    private static final int MOST_COPIES = 100;

    /** A release answers after the first attempt for each: these use up no more than a client's patience. */
    private static final int MOST_RELEASED = 20;

    private final RingApps apps;
    private final RingAccounts accounts;
    private final Installations installations;
    private final Events events;
    private final Webhooks webhooks;

    EventsResource(
            RingApps apps, RingAccounts accounts, Installations installations, Events events, Webhooks webhooks) {
        this.apps = apps;
        this.accounts = accounts;
        this.installations = installations;
        this.events = events;
        this.webhooks = webhooks;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/events", this::send);
        routes.get("/control/events", this::list);
        routes.get(
                "/control/events/{event}",
                context -> Json.answer(context, 200, View.of(events.get(context.pathParam("event")))));
        routes.post("/control/events/{event}/release", this::release);
        routes.post("/control/events/release", this::releaseInOrder);
        routes.post("/control/events/{event}/replay", this::replay);
        routes.post("/control/events/replay", this::replayAll);
    }

    record View(
            String id,
            String requestId,
            String type,
            String status,
            Whom to,
            List<Attempt> attempts,
            @Nullable Instant deadUntil) {

        private record Whom(
                String app,
                String environment,
                String account,
                @Nullable String installation) {}

        static View of(WebhookEvent event) {
            Addressee addressee = event.addressee();
            return new View(
                    event.id(),
                    event.requestId(),
                    event.type(),
                    Choice.name(event.state()),
                    new Whom(
                            addressee.app(),
                            Choice.name(addressee.environment()),
                            addressee.account(),
                            addressee.installation()),
                    event.attempts(),
                    event.deadUntil());
        }
    }

    private void send(Context context) {
        Body body = Body.of(context);
        Addressee addressee = addressee(body);
        String type = body.text("type");
        Optional<String> device = body.optionalText("device").or(() -> defaultDevice(type, addressee));
        device.ifPresent(id -> accounts.get(addressee.account()).device(id));
        String subType = body.optionalText("sub_type").orElse(null);
        var timestamp = body.optionalInstant("timestamp").orElse(null);
        String requestId = body.optionalText("request_id").orElse(null);
        Signature signature = body.optionalChoice("signature", Signature.class).orElse(Signature.VALID);
        int times = body.number("times", 1, MOST_COPIES, 1);
        boolean hold = body.flag("hold");
        Optional<Payload> content = body.optional("body").map(EventsResource::payload);
        body.end();
        if (hold && times > 1) {
            throw new Unprocessable("times", "must be 1 for an event to hold");
        }
        EventDraft draft =
                body.build("type", () -> new EventDraft(type, subType, timestamp, requestId, device.orElse(null)));
        WebhookEvent event = content.map(bytes -> events.make(addressee, draft, signature, bytes))
                .orElseGet(() -> events.make(addressee, draft, signature));
        for (int copy = 0; copy < (hold ? 0 : times); copy++) {
            webhooks.send(event);
        }
        Json.answer(context, 201, View.of(event));
    }

    private void list(Context context) {
        Optional<EventState> status = Optional.ofNullable(context.queryParam("status"))
                .map(text -> Choice.parse(EventState.class, text)
                        .orElseThrow(() -> new Unprocessable("status", "choices: " + Choice.all(EventState.class))));
        Filters.onlyOf(context, List.of("status"));
        Json.list(
                context,
                events.all().stream()
                        .filter(event -> status.isEmpty() || event.state() == status.get())
                        .map(View::of)
                        .toList());
    }

    private void replay(Context context) {
        Body.of(context).end();
        WebhookEvent event = events.get(context.pathParam("event"));
        webhooks.replay(event);
        Json.answer(context, 200, View.of(event));
    }

    /** Sends all dead events anew; they may take a while, so it answers at once. */
    private void replayAll(Context context) {
        Body.of(context).end();
        List<View> replayed =
                webhooks.replayAll(events.all()).stream().map(View::of).toList();
        Json.answer(context, 202, new Json.Items<>(replayed));
    }

    /** In the order of the list, which is what makes disorder. */
    private void releaseInOrder(Context context) {
        Body body = Body.of(context);
        List<String> ids = body.optionalTexts("events")
                .orElseThrow(() -> new Unprocessable("events", "is missing; a list of ids of held events"));
        body.end();
        if (ids.size() > MOST_RELEASED || Set.copyOf(ids).size() < ids.size()) {
            throw new Unprocessable("events", "must be at most " + MOST_RELEASED + " ids, each once");
        }
        List<WebhookEvent> held = ids.stream().map(events::get).toList();
        webhooks.release(held);
        Json.list(context, held.stream().map(View::of).toList());
    }

    private void release(Context context) {
        Body.of(context).end();
        WebhookEvent event = events.get(context.pathParam("event"));
        webhooks.release(event);
        Json.answer(context, 200, View.of(event));
    }

    /** Either an installation, or where one might be: an event may come before its installation. */
    private Addressee addressee(Body body) {
        Optional<String> id = body.optionalText("installation");
        if (id.isPresent()) {
            Installation installation = installations.get(id.get());
            var placement = installation.placement();
            return new Addressee(placement.app(), placement.environment(), placement.account(), installation.id());
        }
        return new Addressee(
                apps.get(body.text("app")).id(),
                body.choice("environment", RingEnvironment.class),
                accounts.get(body.text("account")).id(),
                null);
    }

    /** Types that come from devices get the account's first device unless told otherwise. */
    private Optional<String> defaultDevice(String type, Addressee addressee) {
        RingAccount account = accounts.get(addressee.account());
        boolean fromDevice = type.startsWith("device_") || DEVICE_TYPES.contains(type);
        return fromDevice ? account.devices().stream().map(Device::id).findFirst() : Optional.empty();
    }

    /** Text goes out as it is, well-formed or not; anything else as JSON. */
    private static Payload payload(JsonNode node) {
        return Payload.of(node.isTextual() ? node.textValue() : node.toString());
    }
}
