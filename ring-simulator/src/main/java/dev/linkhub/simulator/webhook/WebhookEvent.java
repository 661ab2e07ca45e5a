package dev.linkhub.simulator.webhook;

import dev.linkhub.simulator.api.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event and what became of it. Its bytes never change: a retry carries the same request id and time. */
public final class WebhookEvent {

    private final String id;
    private final String requestId;
    private final String type;
    private final Addressee addressee;
    private final SignedBody content;
    private final List<Attempt> attempts = new ArrayList<>();
    private EventState state = EventState.HELD;
    private @Nullable Instant deadUntil;

    /** The bytes to send and how to sign them. */
    record SignedBody(Payload body, Signature signature) {}

    WebhookEvent(String id, String requestId, String type, Addressee addressee, SignedBody content) {
        this.id = id;
        this.requestId = requestId;
        this.type = type;
        this.addressee = addressee;
        this.content = content;
    }

    public String id() {
        return id;
    }

    public String requestId() {
        return requestId;
    }

    public String type() {
        return type;
    }

    public Addressee addressee() {
        return addressee;
    }

    /** The bytes that go out. */
    public Payload body() {
        return content.body();
    }

    SignedBody content() {
        return content;
    }

    public synchronized EventState state() {
        return state;
    }

    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Returns false if it had been sent before. */
    synchronized boolean leaveHold() {
        boolean held = state == EventState.HELD;
        state = held ? EventState.SENDING : state;
        return held;
    }

    /** Until when a dead event is kept; null while it is not dead. */
    public synchronized @Nullable Instant deadUntil() {
        return deadUntil;
    }

    synchronized void died(Attempt attempt, Instant until) {
        attempted(attempt, EventState.DEAD);
        deadUntil = until;
    }

    /** Returns false if it is not dead. */
    synchronized boolean rise() {
        boolean dead = state == EventState.DEAD;
        state = dead ? EventState.SENDING : state;
        deadUntil = null;
        return dead;
    }

    synchronized boolean isGone(Instant now) {
        return deadUntil != null && !now.isBefore(deadUntil);
    }

    synchronized void attempted(Attempt attempt, EventState newState) {
        attempts.add(attempt);
        state = newState;
    }
}
