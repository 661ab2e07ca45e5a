package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** UNHEALTHY costs a household a reinstall: only Ring's own {@code invalid_grant} may say so. */
final class NobodyIsCondemnedInError implements Promise {

    private static final String UNREADABLE = "SEALED_VALUE_UNREADABLE";

    @Override
    public String words() {
        return "5: no link becomes UNHEALTHY whose refresh token Ring would have taken";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (GrantSample sample : history.hub().samples()) {
            String reason = sample.unhealthy();
            if (reason != null && sample.live() && told.add(sample.grant() + reason)) {
                String account = history.account(sample.grant()).orElse("");
                if (reason.equals(UNREADABLE) || !ringRefused(history, account, sample.at())) {
                    found.add(violation(
                            sample.grant(),
                            "it was %s at %s, and Ring had refused nothing of it".formatted(reason, sample.at())));
                }
            }
        }
        return found;
    }

    /** What Ring refuses once it refuses for good. */
    private static boolean ringRefused(History history, String account, Instant before) {
        return history.ring().calls().stream()
                .anyMatch(call -> call.refused()
                        && account.equals(call.account())
                        && !call.at().isAfter(before));
    }
}
