package dev.linkhub.simulator.webhook;

import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.partner.PartnerAnswer;
import dev.linkhub.simulator.partner.PartnerCall;
import dev.linkhub.simulator.partner.PartnerClient;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.standing.Standing;
import dev.linkhub.simulator.standing.Standings;
import dev.linkhub.simulator.time.Agenda;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.webhook.WebhookEvent.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers signed events: 5 s patience, six retries, 4xx final, disabled endpoints left alone (ring-contract.md §6). */
public final class Webhooks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SigningKey FOREIGN_KEY = new SigningKey("the key of another app");
    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(3);

    private final RingApps apps;
    private final PartnerClient partner;
    private final Agenda agenda;
    private final SimulatorClock clock;
    private final Standings standings;
    private final Counters counters;

    public Webhooks(
            RingApps apps,
            PartnerClient partner,
            Agenda agenda,
            SimulatorClock clock,
            Standings standings,
            Counters counters) {
        this.apps = apps;
        this.partner = partner;
        this.agenda = agenda;
        this.clock = clock;
        this.standings = standings;
        this.counters = counters;
    }

    /** Sends an event and returns after the first attempt; retries follow by themselves. */
    public void send(WebhookEvent event) {
        event.leaveHold();
        attempt(event, 1);
    }

    /** As {@link #send} without waiting for the first attempt. */
    public void sendSoon(WebhookEvent event) {
        event.leaveHold();
        agenda.soon(() -> attempt(event, 1));
    }

    /**
     * Sends an event that was held back, as it was made.
     *
     * @throws Unprocessable if it has been sent already
     */
    public void release(WebhookEvent event) {
        if (!event.leaveHold()) {
            throw notHeld(event);
        }
        attempt(event, 1);
    }

    /**
     * Sends a dead event as it was made, up to seven times anew; returns after the first attempt.
     *
     * @throws Unprocessable if it is not dead, or its Webhook URL is disabled: it would be lost
     */
    public void replay(WebhookEvent event) {
        if (standing(event).isDisabled()) {
            throw new Unprocessable("event", "its Webhook URL is disabled; enable it first");
        }
        if (!event.rise()) {
            throw new Unprocessable("event", "is not dead: it is " + Choice.name(event.state()));
        }
        counters.count(Counter.EVENTS_REPLAYED);
        attempt(event, 1);
    }

    /**
     * As {@link #replay} for each that is dead and whose Webhook URL is not disabled, one after the other, without
     * waiting for any attempt. Returns those.
     */
    public List<WebhookEvent> replayAll(List<WebhookEvent> events) {
        List<WebhookEvent> risen = events.stream()
                .filter(event -> !standing(event).isDisabled() && event.rise())
                .toList();
        risen.forEach(event -> counters.count(Counter.EVENTS_REPLAYED));
        agenda.soon(() -> risen.forEach(event -> attempt(event, 1)));
        return risen;
    }

    /** Goes on with events of a former run: retries when they are due, and at once what was under way when it ended. */
    public void resume(List<WebhookEvent> events) {
        for (WebhookEvent event : events) {
            Retry retry = event.retry();
            if (retry != null) {
                await(event, retry);
            } else if (event.state() == EventState.SENDING) {
                agenda.soon(() -> attempt(event, 1));
            }
        }
    }

    private Standing standing(WebhookEvent event) {
        return standings.of(event.addressee().app(), event.addressee().environment());
    }

    /**
     * Sends held events in this order, each after the first attempt for the one before.
     *
     * @throws Unprocessable if one of them is not held; then none is sent
     */
    public void release(List<WebhookEvent> events) {
        for (WebhookEvent event : events) {
            if (event.state() != EventState.HELD) {
                throw notHeld(event);
            }
        }
        events.forEach(this::release);
    }

    private static Unprocessable notHeld(WebhookEvent event) {
        return new Unprocessable("event", event.id() + " is not held back: it is " + Choice.name(event.state()));
    }

    private void attempt(WebhookEvent event, int number) {
        Instant at = clock.instant();
        Optional<RingApp> known = apps.find(event.addressee().app());
        if (known.isEmpty()) {
            event.attempted(new Attempt(at, null, "the app has been forgotten"), EventState.DROPPED);
            return;
        }
        RingApp app = known.get();
        Optional<PartnerUrls> urls = app.urls(event.addressee().environment());
        if (urls.isEmpty()) {
            event.attempted(new Attempt(at, null, "the app has no Webhook URL there"), EventState.REFUSED);
            return;
        }
        if (standing(event).isDisabled()) {
            counters.count(Counter.EVENTS_DROPPED);
            event.attempted(new Attempt(at, null, "the app's Webhook URL is disabled"), EventState.DROPPED);
            return;
        }
        PartnerCall call = new PartnerCall(
                "webhook",
                event.addressee().subject(),
                urls.get().webhook(),
                headers(app.credentials().key(), event.content()),
                event.content().body(),
                PATIENCE);
        PartnerAnswer answer = partner.post(call, event.content().signature()::judge);
        if (isRefusal(answer)) {
            standings.refused(app.id(), event.addressee().environment());
        } else {
            standings.endRow(app.id(), event.addressee().environment());
        }
        conclude(event, number, at, answer);
    }

    private static boolean isRefusal(PartnerAnswer answer) {
        return answer instanceof PartnerAnswer.Answered answered && answered.status() >= 400 && answered.status() < 500;
    }

    private void conclude(WebhookEvent event, int number, Instant at, PartnerAnswer answer) {
        switch (answer) {
            case PartnerAnswer.Answered answered
            when answered.isSuccess() -> {
                counters.count(Counter.WEBHOOKS_DELIVERED);
                if (event.content().signature() != Signature.VALID) {
                    counters.count(Counter.FORGED_WEBHOOKS_ACCEPTED);
                }
                event.attempted(new Attempt(at, answered.status(), null), EventState.DELIVERED);
            }
            case PartnerAnswer.Answered answered
            when isRefusal(answered) -> {
                counters.count(Counter.WEBHOOKS_FAILED);
                event.attempted(new Attempt(at, answered.status(), null), EventState.REFUSED);
            }
            case PartnerAnswer.Answered answered -> failed(event, number, new Attempt(at, answered.status(), null));
            case PartnerAnswer.Unanswered unanswered ->
                failed(event, number, new Attempt(at, null, unanswered.error()));
        }
    }

    private void failed(WebhookEvent event, int number, Attempt attempt) {
        counters.count(Counter.WEBHOOKS_FAILED);
        if (number > RETRY_DELAYS.size()) {
            counters.count(Counter.EVENTS_DEAD);
            event.died(attempt, clock.instant().plus(DEAD_LETTERS_KEPT));
            return;
        }
        // Before the failure can be seen: who sees it may move the clock by just the delay.
        Instant next = clock.instant().plus(RETRY_DELAYS.get(number - 1));
        Retry retry = new Retry(number + 1, next);
        event.failed(attempt, retry);
        await(event, retry);
    }

    private void await(WebhookEvent event, Retry retry) {
        agenda.at(retry.due(), () -> attempt(event, retry.number()));
    }

    private static Map<String, String> headers(SigningKey key, WebhookEvent.SignedBody content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        switch (content.signature()) {
            case VALID ->
                headers.put("X-Signature", key.signature(content.body().bytes()));
            case WRONG ->
                headers.put("X-Signature", FOREIGN_KEY.signature(content.body().bytes()));
            case MISSING -> {}
        }
        return headers;
    }
}
