package dev.linkhub.refusal;

/** What is there already stands in the way. */
public final class Conflict extends Refusal {

    private static final long serialVersionUID = 1L;

    /** With a message that names what stands in the way and what to do. */
    public Conflict(String message) {
        super(message);
    }
}
