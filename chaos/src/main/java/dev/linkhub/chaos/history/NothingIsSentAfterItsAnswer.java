package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Once any process has Ring's 2xx in hand, its refresh token is spent for all. */
final class NothingIsSentAfterItsAnswer implements Promise {

    @Override
    public String words() {
        return "2a: no refresh token is sent again after a process recorded Ring's 2xx for it, unless that process was"
                + " killed or stopped before it stored the answer";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Sends sends = Sends.of(history);
        for (Send heard : sends.all()) {
            Instant at = heard.heardAt();
            if (at == null || wasInterrupted(heard, at, history)) {
                continue;
            }
            for (Send again : sends.of(heard.sent())) {
                if (again.at().isAfter(at)) {
                    found.add(violation(
                            again.grant(),
                            "%s sent at %s what %s had Ring's 2xx for since %s"
                                    .formatted(again.process(), again.at(), heard.process(), at)));
                }
            }
        }
        return found;
    }

    private static boolean wasInterrupted(Send heard, Instant from, History history) {
        Instant stored = heard.settledAt() == null ? Instant.MAX : heard.settledAt();
        return history.faults().stream().anyMatch(fault -> fault.interrupted(heard.process(), from, stored));
    }
}
