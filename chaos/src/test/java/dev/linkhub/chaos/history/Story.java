package dev.linkhub.chaos.history;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import dev.linkhub.chaos.history.JournalLine.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a history by hand, in seconds from noon. The interval is 100 s, a lease 10 s, a call's deadline 3 s, the quarantine
 * 20 s. Each grant {@code x} is of Ring's account {@code x@ring}.
 */
final class Story {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final List<JournalLine> journal = new ArrayList<>();
    private final List<RingCall> calls = new ArrayList<>();
    private final List<SpentReceipt> spent = new ArrayList<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private final List<GrantSample> samples = new ArrayList<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final List<LinkNote> notes = new ArrayList<>();
    private final List<HandOut> handOuts = new ArrayList<>();
    private final List<InjectedFault> faults = new ArrayList<>();
    private final Map<String, String> accounts = new HashMap<>();
    private @Nullable ApiProbe api;

    static Instant at(double seconds) {
        return NOON.plusMillis(Math.round(seconds * 1_000));
    }

    static String hash(String token) {
        return "%016x%048x".formatted(token.hashCode(), 1);
    }

    static String account(String grant) {
        return grant + "@ring";
    }

    /** Claimed in the same moment. */
    Story sending(double at, String process, String attempt, String grant, String token) {
        return journal(at, process, Step.SENDING, attempt, grant, hash(token));
    }

    Story got2xx(double at, String process, String attempt, String grant, String token) {
        return journal(at, process, Step.GOT2XX, attempt, grant, hash(token));
    }

    Story stored(double at, String process, String attempt, String grant) {
        return journal(at, process, Step.STORED, attempt, grant, null);
    }

    /** All of a refresh that goes well, half a second each step. */
    Story refreshed(double at, String process, String attempt, String grant, String token) {
        return sending(at, process, attempt, grant, token)
                .ringTook(at + 0.2, grant, token)
                .got2xx(at + 0.5, process, attempt, grant, token)
                .stored(at + 1, process, attempt, grant);
    }

    Story ended(double at, String attempt, String grant, String outcome) {
        attempts.add(new AttemptRow(attempt, grant, at(at), outcome, null));
        return this;
    }

    Story ringTook(double at, String grant, String token) {
        return call(at, grant, token, 200, false, null);
    }

    Story ringTookUnder(String fault, double at, String grant, String token) {
        return call(at, grant, token, null, false, fault);
    }

    Story ringRefused(double at, String grant, String token) {
        return call(at, grant, token, 400, true, null);
    }

    Story ringSawSpent(double at, String grant, String token, double spentAt) {
        spent.add(new SpentReceipt(at(at), hash(token), at(spentAt), account(grant)));
        return ringRefused(at, grant, token);
    }

    Story revoked(double at, String grant, @Nullable Double acceptedAt) {
        revocations.add(new Revocation(at(at), account(grant), acceptedAt == null ? null : at(acceptedAt)));
        return know(grant);
    }

    Story sample(double at, String grant, int generation, double dueAt) {
        return sample(new GrantSample(at(at), grant, generation, true, false, at(dueAt), at(at), 0, null));
    }

    Story sample(GrantSample sample) {
        samples.add(sample);
        return know(sample.grant());
    }

    Story unhealthy(double at, String grant, String reason) {
        return sample(new GrantSample(at(at), grant, 1, true, false, null, null, 1, reason));
    }

    Story note(String id, String grant, String type) {
        notes.add(new LinkNote(id, grant, type));
        return know(grant);
    }

    Story handedOut(double askedAt, double usedAt, String grant, int generation, boolean alive) {
        handOuts.add(new HandOut(at(askedAt), at(usedAt - 0.1), at(usedAt), grant, generation, alive));
        return know(grant);
    }

    Story fault(double from, double until, Kind kind, @Nullable String process) {
        faults.add(new InjectedFault(kind + " " + process, kind, at(from), at(until), process, Set.of()));
        return this;
    }

    Story ringFault(String id, double from, double until, Kind kind) {
        faults.add(new InjectedFault(kind + " at Ring", kind, at(from), at(until), null, Set.of(id)));
        return this;
    }

    Story api(int hanging, int failed, List<Duration> took) {
        api = new ApiProbe(hanging, 200, took, failed, Duration.ofSeconds(1));
        return this;
    }

    /** What the promise finds in it. */
    List<Violation> against(Promise promise) {
        return promise.broken(history());
    }

    History history() {
        return new History(
                new Rules(
                        Duration.ofSeconds(100), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20)),
                journal,
                new History.AtRing(calls, spent, revocations),
                new History.AtHub(samples, attempts, notes, handOuts),
                faults,
                accounts,
                api);
    }

    private Story call(
            double at, String grant, String token, @Nullable Integer status, boolean refused, @Nullable String fault) {
        calls.add(new RingCall(at(at), account(grant), hash(token).substring(0, 16), status, refused, fault));
        return know(grant);
    }

    private Story journal(double at, String process, Step step, String attempt, String grant, @Nullable String sent) {
        journal.add(new JournalLine(at(at), process, step, attempt, grant, 1, sent, at(at)));
        return know(grant);
    }

    private Story know(String grant) {
        accounts.put(grant, account(grant));
        return this;
    }
}
