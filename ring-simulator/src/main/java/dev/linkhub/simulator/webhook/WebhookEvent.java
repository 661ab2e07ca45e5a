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
    private @Nullable Retry retry;

    /** The bytes to send and how to sign them. */
    public record SignedBody(Payload body, Signature signature) {}

    /** Attempt {@code number} is due. */
    public record Retry(int number, Instant due) {}

    /** What became of an event. */
    public record Fate(
            List<Attempt> attempts,
            EventState state,
            @Nullable Instant deadUntil,
            @Nullable Retry retry) {

        public Fate {
            attempts = List.copyOf(attempts);
        }
    }

    /** An event as it stands. */
    public record Snapshot(
            String id, String requestId, String type, Addressee addressee, SignedBody content, Fate fate) {}

    WebhookEvent(String id, String requestId, String type, Addressee addressee, SignedBody content) {
        this.id = id;
        this.requestId = requestId;
        this.type = type;
        this.addressee = addressee;
        this.content = content;
    }

    WebhookEvent(Snapshot snapshot) {
        this(snapshot.id(), snapshot.requestId(), snapshot.type(), snapshot.addressee(), snapshot.content());
        attempts.addAll(snapshot.fate().attempts());
        state = snapshot.fate().state();
        deadUntil = snapshot.fate().deadUntil();
        retry = snapshot.fate().retry();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(id, requestId, type, addressee, content, new Fate(attempts, state, deadUntil, retry));
    }

    /** The attempt that is due, if any. */
    synchronized @Nullable Retry retry() {
        return retry;
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
        retry = null;
    }

    synchronized void failed(Attempt attempt, Retry next) {
        attempted(attempt, EventState.RETRYING);
        retry = next;
    }
}
