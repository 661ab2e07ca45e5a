package dev.linkhub.database;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of the log what db-scheduler says of each try while the database is away: a stack trace every few seconds. That it
 * is away, and that it is back, the hub says itself, once.
 */
public final class NoConnectionFilter extends Filter<ILoggingEvent> {

    private static final String SCHEDULER = "com.github.kagkarlsson.scheduler.";
    private static final String NO_CONNECTION = "08";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().startsWith(SCHEDULER)
                        && event.getThrowableProxy() instanceof ThrowableProxy failure
                        && isOfTheConnection(failure.getThrowable())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isOfTheConnection(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(NO_CONNECTION)) {
                return true;
            }
        }
        return false;
    }
}
