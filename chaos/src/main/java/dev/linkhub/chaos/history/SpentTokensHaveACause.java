package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Ring sees of a spent token is the price of an answer that nobody could hear, paid once each. */
final class SpentTokensHaveACause implements Promise {

    @Override
    public String words() {
        return "2c: each spent refresh token that Ring sees is paired with an ambiguous fault of its own";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        Sends sends = Sends.of(history);
        List<SpentReceipt> spent = history.ring().spent();
        for (SpentReceipt receipt : spent) {
            List<SpentReceipt> before = spent.stream()
                    .filter(other ->
                            other.sent().equals(receipt.sent()) && other.at().isBefore(receipt.at()))
                    .toList();
            List<Send> sent = sends.of(receipt.sent());
            String grant = history.grantOf(receipt.account()).orElse(null);
            if (sent.isEmpty()) {
                found.add(violation(grant, "Ring got it at " + receipt.at() + ", and no process says that it sent it"));
            } else if (!isConfirmation(receipt, before) && causes(sent, receipt, history) <= paid(before)) {
                found.add(violation(
                        grant,
                        "Ring got at %s what had been spent at %s, and no fault kept that answer from being stored"
                                .formatted(receipt.at(), receipt.spentAt())));
            }
        }
        return found;
    }

    /** After a verdict one more attempt is made: it may have been a mistake of Ring's. */
    private static boolean isConfirmation(SpentReceipt receipt, List<SpentReceipt> before) {
        Instant confirmable = receipt.at().minus(Rules.CONFIRM_AFTER);
        return !before.isEmpty() && !before.getLast().at().isAfter(confirmable);
    }

    /** How many earlier sends of the same token had an outcome that a fault made unknowable. */
    private static long causes(List<Send> sent, SpentReceipt receipt, History history) {
        // The last of those before the receipt is the one that Ring got here.
        List<Send> until =
                sent.stream().filter(send -> send.at().isBefore(receipt.at())).toList();
        return until.stream()
                .limit(Math.max(0, until.size() - 1))
                .filter(send -> send.isStruck(history))
                .count();
    }

    private static long paid(List<SpentReceipt> before) {
        long paid = 0;
        for (int i = 0; i < before.size(); i++) {
            if (!isConfirmation(before.get(i), before.subList(0, i))) {
                paid++;
            }
        }
        return paid;
    }
}
