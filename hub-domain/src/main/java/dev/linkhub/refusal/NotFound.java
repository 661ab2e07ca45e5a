package dev.linkhub.refusal;

/** There is no such thing, or it is another tenant's: the caller cannot tell which. */
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    /** Says nothing about what was looked for, so that foreign and unknown ids answer alike. */
    public NotFound() {
        super("There is nothing here under this id. Check the id and which tenant your key belongs to.");
    }
}
