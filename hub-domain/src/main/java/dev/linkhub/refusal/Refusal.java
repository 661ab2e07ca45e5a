package dev.linkhub.refusal;

/** Something a caller asked for and cannot have. The message says what to do, and never holds a secret. */
public abstract sealed class Refusal extends RuntimeException permits InvalidInput, Conflict, NotFound, Unavailable {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message, null, false, false);
    }
}
