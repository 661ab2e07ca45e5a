package dev.linkhub.tenant;

/** A tenant has come to be. Published in the transaction that writes it: a listener that fails undoes it. */
public record TenantCreated(TenantScope tenant, String by) {}
