package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** All that is known of one grant, in order, with the faults that were at work. */
final class TimeLine {

    private static final int SHOWN_OF_A_HASH = 8;

    private record Entry(Instant at, String text) {}

    private final List<Entry> entries = new ArrayList<>();

    private TimeLine() {}

    static String of(History history, String grant) {
        String account = history.account(grant).orElse("");
        TimeLine line = new TimeLine();
        line.processes(history, grant);
        line.ring(history, account);
        line.hub(history, grant);
        history.faults()
                .forEach(fault ->
                        line.add(fault.from(), "fault  %s, over at %s".formatted(fault.name(), fault.until())));
        return "%s, Ring's account %s\n".formatted(grant, account)
                + line.entries.stream()
                        .sorted(Comparator.comparing(Entry::at))
                        .map(entry -> "  " + entry.at() + "  " + entry.text() + "\n")
                        .collect(Collectors.joining());
    }

    private void processes(History history, String grant) {
        history.journal().stream()
                .filter(line -> line.grant().equals(grant))
                .forEach(line -> add(
                        line.at(),
                        "hub    %s %s generation %d%s, attempt %s"
                                .formatted(
                                        line.process(),
                                        line.step(),
                                        line.generation(),
                                        line.sent() == null ? "" : " token " + start(line.sent()),
                                        line.attempt())));
    }

    private void ring(History history, String account) {
        history.ring().calls().stream()
                .filter(call -> account.equals(call.account()))
                .forEach(call -> add(
                        call.at(),
                        "Ring   got token %s, answered %s%s%s"
                                .formatted(
                                        start(call.sent()),
                                        Objects.requireNonNullElse(call.status(), "nothing"),
                                        call.refused() ? " invalid_grant" : "",
                                        call.fault() == null ? "" : ", struck by " + call.fault())));
        history.ring().spent().stream()
                .filter(receipt -> receipt.account().equals(account))
                .forEach(receipt -> add(
                        receipt.at(),
                        "Ring   had taken token %s at %s already and revokes all"
                                .formatted(start(receipt.sent()), receipt.spentAt())));
        history.ring().revocations().stream()
                .filter(revocation -> revocation.account().equals(account))
                .forEach(revocation -> add(
                        revocation.at(),
                        "Ring   lets it die on purpose; webhook accepted: " + revocation.acceptedAt()));
    }

    private void hub(History history, String grant) {
        GrantSample before = null;
        for (GrantSample sample : history.hub().samples()) {
            if (sample.grant().equals(grant)) {
                if (before == null || !isSame(before, sample)) {
                    add(
                            sample.at(),
                            "stored generation %d, live %s, due %s, failures %d, unhealthy %s"
                                    .formatted(
                                            sample.generation(),
                                            sample.live(),
                                            sample.dueAt(),
                                            sample.failures(),
                                            sample.unhealthy()));
                }
                before = sample;
            }
        }
        history.hub().attempts().stream()
                .filter(row -> row.grant().equals(grant))
                .forEach(row ->
                        add(row.endedAt(), "stored the end of attempt %s: %s".formatted(row.attempt(), row.outcome())));
        history.hub().handOuts().stream()
                .filter(one -> one.grant().equals(grant) && !one.alive())
                .forEach(one ->
                        add(one.answeredAt(), "API    hands out generation %d, dead".formatted(one.generation())));
    }

    private static boolean isSame(GrantSample one, GrantSample other) {
        return one.generation() == other.generation()
                && one.live() == other.live()
                && one.failures() == other.failures()
                && Objects.equals(one.dueAt(), other.dueAt())
                && Objects.equals(one.unhealthy(), other.unhealthy());
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(SHOWN_OF_A_HASH, hash.length()));
    }

    private void add(Instant at, String text) {
        entries.add(new Entry(at, text));
    }
}
