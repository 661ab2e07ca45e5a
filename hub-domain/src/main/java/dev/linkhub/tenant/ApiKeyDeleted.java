package dev.linkhub.tenant;

/** A key works no more. Published in the transaction that deletes it. */
public record ApiKeyDeleted(TenantScope tenant, String apiKeyId, String by) {}
