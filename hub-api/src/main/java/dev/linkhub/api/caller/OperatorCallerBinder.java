package dev.linkhub.api.caller;

import io.micronaut.security.authentication.AbstractPrincipalArgumentBinder;
import jakarta.inject.Singleton;

/** Gives routes the operator that calls. */
@Singleton
final class OperatorCallerBinder extends AbstractPrincipalArgumentBinder<OperatorCaller> {

    OperatorCallerBinder() {
        super(OperatorCaller.class);
    }
}
