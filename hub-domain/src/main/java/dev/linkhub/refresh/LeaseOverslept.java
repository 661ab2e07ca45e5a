package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;

/**
 * An attempt ended when its lease was somebody else's, or nobody's. Published in the transaction that stores what is left of it.
 *
 * @param kept whether it were the only living tokens, and they were stored all the same; else its outcome counts no more
 */
record LeaseOverslept(TenantScope tenant, String appId, boolean kept) {}
