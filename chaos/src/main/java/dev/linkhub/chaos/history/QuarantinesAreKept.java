package dev.linkhub.chaos.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** While a process that may still record an answer can be alive, nobody else sends. */
final class QuarantinesAreKept implements Promise {

    /** The claim's id is made a little before the lease is written, and by another clock. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    @Override
    public String words() {
        return "2b: no refresh token is sent while an earlier sending without outcome has its lease or its quarantine";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Sends sends = Sends.of(history);
        Duration rest =
                history.rules().lease().plus(history.rules().quarantine()).minus(TOLERANCE);
        for (Send later : sends.all()) {
            for (Send earlier : sends.of(later.sent())) {
                if (!earlier.at().isBefore(later.at())) {
                    break;
                }
                Instant restsUntil = earlier.claimedAt().plus(rest);
                if (earlier.settledBefore(later.at()).isEmpty() && later.at().isBefore(restsUntil)) {
                    found.add(violation(
                            later.grant(),
                            "%s sent at %s, but %s had claimed it at %s and sent at %s, without outcome: it rests until %s"
                                    .formatted(
                                            later.process(),
                                            later.at(),
                                            earlier.process(),
                                            earlier.claimedAt(),
                                            earlier.at(),
                                            restsUntil)));
                }
            }
        }
        return found;
    }
}
