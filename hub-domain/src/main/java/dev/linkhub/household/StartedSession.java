package dev.linkhub.household;

/** A session at the one moment when its clear form exists. */
public final class StartedSession {

    private final Household household;
    private final String cookieValue;

    StartedSession(Household household, String cookieValue) {
        this.household = household;
        this.cookieValue = cookieValue;
    }

    /** Who has signed in. */
    public Household household() {
        return household;
    }

    /** What the browser has to send back: 256 random bits. Belongs into an HttpOnly cookie and nowhere else. */
    public String cookieValue() {
        return cookieValue;
    }

    @Override
    public String toString() {
        return "StartedSession[" + household + ", [REDACTED]]";
    }
}
