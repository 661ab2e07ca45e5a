package dev.linkhub.grant;

/** Why a grant is of no use any more. */
public enum RevokedReason {
    /** The code died before Ring took it. */
    CODE_EXPIRED,
    /** Ring refused the code. */
    CODE_REFUSED,
    /** Ring refused the code, and an earlier attempt of ours may have spent it. */
    CODE_LOST,
    /** The user removed the app in Ring, or the household disconnected its link here. */
    REMOVED_BY_USER,
    /** Nobody claimed it for as long as the hub keeps such grants. */
    NEVER_CLAIMED
}
