package dev.linkhub.api.caller;

import dev.linkhub.audit.Actor;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;

/** Whoever proved with a key who they are. What is signed in to the pages of the same process is none of these. */
public sealed interface ApiCaller extends Authentication permits TenantCaller, OperatorCaller {

    /** Who the audit trail says did it. */
    default Actor actor() {
        return new Actor(getName());
    }

    /** Under whose data key answers to this caller are kept. */
    TenantScope sealedUnder();

    @Override
    default Map<String, Object> getAttributes() {
        return Map.of();
    }
}
