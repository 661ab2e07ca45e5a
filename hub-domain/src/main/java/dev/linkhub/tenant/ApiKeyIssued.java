package dev.linkhub.tenant;

/** A key was issued. Published in the transaction that writes it. */
public record ApiKeyIssued(TenantScope tenant, String apiKeyId, String scopes, String by) {}
