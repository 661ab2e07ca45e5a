package dev.linkhub.testing;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** A machine whose clock is off. */
@Singleton
@Requires(property = "hub.test.clock-ahead")
final class WrongClock implements BeanCreatedEventListener<Clock> {

    private final Duration ahead;

    WrongClock(@Property(name = "hub.test.clock-ahead") String ahead) {
        this.ahead = Duration.parse(ahead);
    }

    @Override
    public Clock onCreated(BeanCreatedEvent<Clock> event) {
        return Clock.offset(event.getBean(), ahead);
    }
}
