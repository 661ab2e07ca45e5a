package dev.linkhub.simulator.problem;

import java.util.List;

/** A request to the simulator itself that names something unknown or impossible. Answered with 422. */
public final class Unprocessable extends RuntimeException {

    /** One thing that is wrong: where, and what would be right. */
    public record Violation(String field, String message) {}

    private final List<Violation> violations;

    public Unprocessable(List<Violation> violations) {
        super(violations.toString());
        this.violations = List.copyOf(violations);
    }

    public Unprocessable(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    public List<Violation> violations() {
        return violations;
    }
}
