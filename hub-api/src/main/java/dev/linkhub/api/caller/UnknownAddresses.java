package dev.linkhub.api.caller;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.security.config.SecurityConfigurationProperties;
import jakarta.inject.Singleton;

/** An address that is not there answers 404 with or without a key; the description of the API is public anyway. */
@Singleton
final class UnknownAddresses implements BeanCreatedEventListener<SecurityConfigurationProperties> {

    @Override
    public SecurityConfigurationProperties onCreated(BeanCreatedEvent<SecurityConfigurationProperties> event) {
        event.getBean().setRejectNotFound(false);
        return event.getBean();
    }
}
