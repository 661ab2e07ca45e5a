package dev.linkhub.api.caller;

import dev.linkhub.audit.Actor;
import dev.linkhub.tenant.TenantScope;
import java.util.Collection;
import java.util.List;

/** Whoever holds the operator key. */
public final class OperatorCaller implements ApiCaller {

    /** What routes for operators require. */
    public static final String OPERATOR = "operator";

    private static final long serialVersionUID = 1L;

    OperatorCaller() {}

    @Override
    public String getName() {
        return Actor.OPERATOR.name();
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(OPERATOR);
    }

    @Override
    public TenantScope sealedUnder() {
        return TenantScope.HUB;
    }
}
