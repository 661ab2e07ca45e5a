package dev.linkhub.chaos.inside;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;

/** A machine whose time nobody keeps. */
@Singleton
final class WrongClock implements BeanCreatedEventListener<Clock> {

    @Override
    public Clock onCreated(BeanCreatedEvent<Clock> created) {
        return Clock.offset(created.getBean(), Tampering.clockOff());
    }
}
