package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;

/** A grant that was held to be broken has been refreshed. Published in the transaction that stores the tokens. */
public record GrantHealed(TenantScope tenant, String grantId) {}
