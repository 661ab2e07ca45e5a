package dev.linkhub.chaos.inside;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts itself between the pool and all who use it, and therefore before whoever else wraps the pool. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TamperedDatabase implements BeanCreatedEventListener<DataSource> {

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> created) {
        return new TamperedDataSource(created.getBean(), Tampering.breakage(), Tampering.posts());
    }
}
