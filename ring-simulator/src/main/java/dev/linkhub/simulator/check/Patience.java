package dev.linkhub.simulator.check;

import java.time.Duration;

/**
 * How long the run waits: {@code answer} for an answer of the Token Exchange URL and of pages, {@code action} for what
 * the partner is to do after it, {@code quiet} before it believes that the partner does nothing more, and {@code person}
 * for somebody to finish linking (zero: nobody is there).
 */
public record Patience(Duration answer, Duration action, Duration quiet, Duration person) {

    /** Ring lets a code live for 60 s: nothing that follows it may take longer. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ZERO);

    public Patience {
        if (!answer.isPositive() || !action.isPositive() || !quiet.isPositive() || person.isNegative()) {
            throw new IllegalArgumentException("a time to wait must be longer than PT0S");
        }
    }

    public Patience withAction(Duration newAction) {
        return new Patience(answer, newAction, quiet, person);
    }

    public Patience withPerson(Duration newPerson) {
        return new Patience(answer, action, quiet, newPerson);
    }
}
