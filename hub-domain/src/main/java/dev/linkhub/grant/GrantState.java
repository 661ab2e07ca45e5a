package dev.linkhub.grant;

/** Where a grant is in its life. */
public enum GrantState {
    /** The code is in hand and not redeemed. */
    RECEIVED,
    /** The tokens are stored; whose they are is not known. */
    EXCHANGED,
    /** The account is known; no household has claimed it. */
    UNCLAIMED,
    /** Unclaimed for so long that the household has probably walked away; still refreshed and claimable. */
    PARKED,
    /** A household's. */
    CLAIMED,
    /** A newer grant took its place; its tokens are wiped. */
    SUPERSEDED,
    /** Of no use any more; its tokens are wiped. */
    REVOKED;

    /** Whether a nonce may match it. */
    public boolean isInPool() {
        return this == UNCLAIMED || this == PARKED;
    }

    /** Whether it holds tokens that are kept alive. */
    public boolean isLive() {
        return this == EXCHANGED || this == UNCLAIMED || this == PARKED || this == CLAIMED;
    }
}
