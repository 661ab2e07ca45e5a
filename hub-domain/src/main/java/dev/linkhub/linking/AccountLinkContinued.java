package dev.linkhub.linking;

/**
 * A broken link goes on with another Ring account: what was known of the old one through it is not the new one's. Published in the
 * transaction that writes it, before {@link AccountLinkClaimed}.
 *
 * @param before as it was with the old account
 */
public record AccountLinkContinued(AccountLink before) {}
