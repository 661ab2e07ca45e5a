package dev.linkhub.refusal;

/** What it takes is not there at the moment; nothing was done, and the same request may work later. */
public final class Unavailable extends Refusal {

    private static final long serialVersionUID = 1L;

    /** With a message that names what is not there. */
    public Unavailable(String message) {
        super(message);
    }
}
