package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.tenant.TenantScope;

/** A grant can no longer be refreshed. Published once, in the transaction that stores the verdict. */
public record GrantUnhealthy(TenantScope tenant, String appId, String grantId, UnhealthyReason reason) {}
