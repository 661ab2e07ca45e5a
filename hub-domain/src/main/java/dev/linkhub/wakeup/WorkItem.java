package dev.linkhub.wakeup;

import dev.linkhub.tenant.TenantScope;

/**
 * One thing to wake up for, written as a db-scheduler instance: {@code ten_…/grn_…}.
 *
 * @param subject the id of what needs work; the lane's number for refreshes
 */
public record WorkItem(TenantScope tenant, String subject) {

    /** The lane of a tenant's refreshes that is there as long as there are grants, and decides about the others. */
    public static final String FIRST_LANE = "0";

    static final String SECOND_LANE = "1";
    static final String WHOLE_TENANT = "all";

    /** From how it is written. */
    public static WorkItem parse(String instance) {
        int slash = instance.indexOf('/');
        return new WorkItem(new TenantScope(instance.substring(0, slash)), instance.substring(slash + 1));
    }

    /** How it is written. */
    public String instance() {
        return tenant.tenantId() + "/" + subject;
    }
}
