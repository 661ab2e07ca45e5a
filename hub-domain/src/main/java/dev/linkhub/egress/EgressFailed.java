package dev.linkhub.egress;

/** A tenant's address was not reached, or did not answer within the bounds. */
public final class EgressFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    EgressFailed(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What was the matter. */
    public Kind kind() {
        return kind;
    }

    /** What may be the matter with an address. */
    public enum Kind {
        /** It is none that the hub goes to: not https, or not on the open internet. */
        NOT_ALLOWED,
        /** There is no such host, or nothing answers there, or its certificate is not good. */
        UNREACHABLE,
        /** It took too long. */
        TOO_SLOW,
        /** It answered with too much. */
        TOO_LARGE
    }
}
