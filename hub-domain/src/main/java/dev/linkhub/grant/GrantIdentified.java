package dev.linkhub.grant;

/** A grant's account has become known. Published in the transaction that stores it. */
public record GrantIdentified(RingGrant grant, String ringAccountId) {}
