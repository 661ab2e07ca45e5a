package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh that a process was about to write to Ring's socket, with what became of it.
 *
 * @param sent SHA-256 of the refresh token, hexadecimal
 * @param heardAt when the process recorded Ring's 2xx; null if it did not
 * @param settledAt when the outcome was in the database; null if it never got there
 */
record Send(
        Instant at,
        Instant claimedAt,
        String process,
        String attempt,
        String grant,
        String sent,
        @Nullable Instant heardAt,
        @Nullable Instant settledAt) {

    private static final int DIGITS_OF_THE_TRACE = 16;

    /** Whether a fault can have kept this process from knowing, or from telling, what Ring did. */
    boolean isStruck(History history) {
        Instant end = settledAt == null ? Instant.MAX : settledAt;
        Instant answerBy = at.plus(history.rules().deadline()).plusSeconds(1);
        for (InjectedFault fault : history.faults()) {
            boolean process = fault.interrupted(this.process, at, end);
            boolean line = fault.kind() == InjectedFault.Kind.LOST_ANSWER
                    && fault.ringFaults().isEmpty()
                    && (fault.process() == null || fault.process().equals(this.process))
                    && !fault.from().isAfter(answerBy)
                    && !fault.until().isBefore(at);
            boolean ring = fault.isAmbiguous()
                    && calls(history).stream()
                            .anyMatch(call ->
                                    call.fault() != null && fault.ringFaults().contains(call.fault()));
            if (process || line || ring) {
                return true;
            }
        }
        return false;
    }

    /** As Ring saw it: once, unless somebody repeats it on the way. */
    List<RingCall> calls(History history) {
        Instant latest = at.plus(history.rules().lease());
        return history.ring().calls().stream()
                .filter(call -> call.sent().equals(sent.substring(0, DIGITS_OF_THE_TRACE)))
                .filter(call ->
                        !call.at().isBefore(at.minusSeconds(1)) && !call.at().isAfter(latest))
                .toList();
    }

    /** When it is sure that nobody but the sender may still be at it. */
    Optional<Instant> settledBefore(Instant moment) {
        return Optional.ofNullable(settledAt).filter(settled -> !settled.isAfter(moment));
    }
}
