package dev.linkhub.grant;

/** Why a grant's tokens can no longer be refreshed. */
public enum UnhealthyReason {
    /** Ring says {@code invalid_grant}. */
    REVOKED,
    /** {@code invalid_grant} while in doubt: possibly our loss, so this is counted apart as an upper bound. */
    ROTATION_LOST,
    /** {@code invalid_grant} 30 days or more after the last refresh. */
    EXPIRED,
    /** The user removed the app in Ring. */
    REMOVED_BY_USER,
    /** The stored tokens do not open: damaged, or sealed with a key that is gone. */
    SEALED_VALUE_UNREADABLE
}
