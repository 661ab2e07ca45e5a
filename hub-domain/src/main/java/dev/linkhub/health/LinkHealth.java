package dev.linkhub.health;

/** How a link is doing; what each value means is said where it is derived, in the view {@code link_status}. */
public enum LinkHealth {
    HEALTHY,
    /** Refreshes fail; there is time. */
    RETRYING,
    /** Refreshes fail, and the refresh token has less than 72 h to live. */
    AT_RISK,
    /** Only the household can repair it, by removing and reconnecting the app in Ring. */
    UNHEALTHY,
    /** Its app is paused. */
    PAUSED
}
