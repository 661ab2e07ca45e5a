package dev.linkhub.api.limit;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;

/** Has the server stop reading where the largest body of any address of ours ends. */
@Singleton
final class BodyLimit implements BeanCreatedEventListener<HttpServerConfiguration> {

    private final ApiLimits limits;

    BodyLimit(ApiLimits limits) {
        this.limits = limits;
    }

    @Override
    public HttpServerConfiguration onCreated(BeanCreatedEvent<HttpServerConfiguration> event) {
        event.getBean().setMaxRequestSize(limits.maxBody());
        return event.getBean();
    }
}
