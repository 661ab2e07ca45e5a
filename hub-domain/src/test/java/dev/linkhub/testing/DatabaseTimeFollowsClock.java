package dev.linkhub.testing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;

/** Sets the database's clock to the test's on each connection that is taken: {@code SET timestamp}. */
@Singleton
@Requires(property = "hub.test.clock", value = "movable")
final class DatabaseTimeFollowsClock implements BeanCreatedEventListener<DataSource>, Ordered {

    private final MovableClock clock;

    DatabaseTimeFollowsClock(MovableClock clock) {
        this.clock = clock;
    }

    /** Before Micronaut Data wraps the pool: it looks through its own wrapper only. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        DataSource pool = event.getBean();
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                Object result = method.invoke(pool, arguments);
                if (result instanceof Connection connection) {
                    setTime(connection);
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class, AutoCloseable.class}, handler);
    }

    private void setTime(Connection connection) throws SQLException {
        Instant now = clock.instant();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    String.format(Locale.ROOT, "SET timestamp = %d.%06d", now.getEpochSecond(), now.getNano() / 1000));
        }
    }
}
