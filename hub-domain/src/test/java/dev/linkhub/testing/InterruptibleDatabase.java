package dev.linkhub.testing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * A database that goes away, loses its word on the way, or wants a transaction again: as often as a test says, and for the
 * test's own thread or those that it names, so that whatever else is going on does not use it up.
 */
@Singleton
@Requires(property = "hub.test.pool", value = "interruptible")
public final class InterruptibleDatabase implements BeanCreatedEventListener<DataSource>, Ordered {

    private Predicate<Thread> struck = thread -> false;
    private int connectionsBefore;
    private int connectionsRefused;
    private int acknowledgementsLost;
    private int deadlocks;
    private int errors;

    /** Refuses so many connections, after having given so many. */
    public synchronized void refuse(int after, int times) {
        struck = Thread.currentThread()::equals;
        connectionsBefore = after;
        connectionsRefused = times;
    }

    /** Commits the next so many transactions, and has nobody hear of it. */
    public synchronized void loseAcknowledgements(int times) {
        struck = Thread.currentThread()::equals;
        acknowledgementsLost = times;
    }

    /** Rolls the next so many transactions back, as MySQL does with one of two that wait for each other. */
    public synchronized void deadlock(int times) {
        struck = Thread.currentThread()::equals;
        deadlocks = times;
    }

    /** Has the next so many who want a connection, whoever they are, find that this process is not well. */
    public synchronized void runIntoErrors(int times) {
        errors = times;
    }

    /** Whether everything asked for has happened. */
    public synchronized boolean isWhole() {
        return connectionsRefused == 0 && acknowledgementsLost == 0 && deadlocks == 0 && errors == 0;
    }

    /** Before Micronaut Data wraps the pool. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        DataSource pool = event.getBean();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection") && takesError()) {
                throw new StackOverflowError("as if");
            }
            if (method.getName().equals("getConnection") && takesRefusal()) {
                throw new SQLTransientConnectionException("no connection to be had", "08001");
            }
            Object result = invoke(method, pool, arguments);
            return result instanceof Connection connection ? interruptible(connection) : result;
        };
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class, AutoCloseable.class}, handler);
    }

    private Connection interruptible(Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                commit(connection);
                return null;
            }
            return invoke(method, connection, arguments);
        };
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    private void commit(Connection connection) throws SQLException {
        if (takesDeadlock()) {
            connection.rollback();
            throw new SQLTransactionRollbackException("Deadlock found when trying to get lock", "40001", 1213);
        }
        connection.commit();
        if (takesLoss()) {
            throw new SQLNonTransientConnectionException("Communications link failure", "08S01");
        }
    }

    private synchronized boolean takesRefusal() {
        if (isStruck() && connectionsRefused > 0 && connectionsBefore > 0) {
            connectionsBefore--;
            return false;
        }
        boolean takes = isStruck() && connectionsRefused > 0;
        connectionsRefused -= takes ? 1 : 0;
        return takes;
    }

    private synchronized boolean takesError() {
        boolean takes = errors > 0;
        errors -= takes ? 1 : 0;
        return takes;
    }

    private synchronized boolean takesLoss() {
        boolean takes = isStruck() && acknowledgementsLost > 0;
        acknowledgementsLost -= takes ? 1 : 0;
        return takes;
    }

    private synchronized boolean takesDeadlock() {
        boolean takes = isStruck() && deadlocks > 0;
        deadlocks -= takes ? 1 : 0;
        return takes;
    }

    private boolean isStruck() {
        return struck.test(Thread.currentThread());
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
