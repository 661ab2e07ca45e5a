package dev.linkhub.chaos.history;

import java.util.ArrayList;
import java.util.List;

/** Refreshes that hang at Ring hold no database connection, so nobody else waits for one. */
final class ApiAnswersMeanwhile implements Promise {

    @Override
    public String words() {
        return "7: with five database connections the API answers while refreshes hang";
    }

    @Override
    public List<Violation> broken(History history) {
        ApiProbe probe = history.api();
        if (probe == null) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        if (probe.hanging() < probe.wanted()) {
            found.add(violation(
                    null, "only %d refreshes hung, and %d should have".formatted(probe.hanging(), probe.wanted())));
        }
        if (probe.failed() > 0 || probe.took().isEmpty()) {
            found.add(violation(
                    null,
                    "%d calls were not answered properly, and %d were"
                            .formatted(probe.failed(), probe.took().size())));
        } else if (probe.p99().compareTo(probe.limit()) >= 0) {
            found.add(violation(
                    null,
                    "p99 of %d calls was %s, and should be below %s"
                            .formatted(probe.took().size(), probe.p99(), probe.limit())));
        }
        return found;
    }
}
