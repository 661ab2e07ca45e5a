package dev.linkhub.chaos.plan;

/**
 * One of a plan.
 *
 * @param target which process or household, to be taken modulo how many there are
 * @param variant how, where there is more than one way
 * @param pauseMillis how long to leave everything be before it
 */
public record PlannedFault(FaultKind kind, int target, int variant, int pauseMillis) {

    /** As a line of the plan. */
    public String text() {
        return "%s target=%d variant=%d after=%d ms".formatted(kind, target, variant, pauseMillis);
    }
}
