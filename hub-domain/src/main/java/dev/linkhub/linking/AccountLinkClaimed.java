package dev.linkhub.linking;

/** A household has claimed a Ring account. Published in the transaction that writes it. */
public record AccountLinkClaimed(AccountLink link) {}
