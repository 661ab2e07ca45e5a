package dev.linkhub.api.caller;

import io.micronaut.security.authentication.AbstractPrincipalArgumentBinder;
import jakarta.inject.Singleton;

/** Gives routes the tenant's key that calls. */
@Singleton
final class TenantCallerBinder extends AbstractPrincipalArgumentBinder<TenantCaller> {

    TenantCallerBinder() {
        super(TenantCaller.class);
    }
}
