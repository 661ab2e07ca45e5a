package dev.linkhub.linking;

import java.time.Instant;

/**
 * A link is over: removed in Ring, replaced by another household's, or disconnected here. Published in the transaction that writes
 * it.
 *
 * @param link as it was before
 * @param at since when; by Ring's clock where Ring said so
 */
public record AccountLinkEnded(AccountLink link, Instant at) {}
