package dev.linkhub.linking;

/** Ring has confirmed a link for good. Published in the transaction that writes it. */
public record AccountLinkCompleted(AccountLink link) {}
