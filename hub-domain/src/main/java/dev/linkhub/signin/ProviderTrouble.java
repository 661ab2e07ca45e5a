package dev.linkhub.signin;

/** A provider that cannot be used as it is set, or as it behaves. The message is for the integrator, and holds no secret. */
public final class ProviderTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean away;

    private ProviderTrouble(String message, boolean away) {
        super(message);
        this.away = away;
    }

    /** It did not answer, or says itself that it cannot just now: later it may. */
    static ProviderTrouble away(String message) {
        return new ProviderTrouble(message, true);
    }

    /** Something is wrong that somebody has to put right. */
    static ProviderTrouble wrong(String message) {
        return new ProviderTrouble(message, false);
    }

    /** Whether the same may work in a moment. */
    public boolean isAway() {
        return away;
    }
}
