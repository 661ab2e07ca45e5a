package dev.linkhub.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mysql.cj.jdbc.MysqlDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WatchedDatabaseTest {

    private static final String AWAY = "No work is done until the database is back: the cable is out";
    private static final String BACK = "The database is back, and work is done again";

    private final Logger logger = (Logger) LoggerFactory.getLogger(WatchedDatabase.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Tries tries = new Tries();
    private final WatchedDatabase database = new WatchedDatabase(tries);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void leave() {
        logger.setLevel(null);
        logger.detachAppender(log);
    }

    @Test
    void eachChangeIsSaidOnce() throws SQLException {
        tries.add(Try.GOES, Try.FAILS, Try.FAILS, Try.GOES, Try.GOES, Try.FAILS, Try.GOES);

        goes();
        fails();
        fails();
        goes();
        goes();
        fails();
        goes();

        assertThat(said()).containsExactly(AWAY, BACK, AWAY, BACK);
    }

    @Test
    void aTryThatBeganBeforeItWasBackDoesNotSayThatItIsAwayAgain() throws SQLException {
        tries.add(Try.FAILS, Try.FAILS_AFTER_THE_NEXT, Try.GOES);

        fails();
        fails();

        assertThat(said()).containsExactly(AWAY, BACK);
    }

    @Test
    void aTryThatBeganBeforeItWasAwayDoesNotSayThatItIsBack() throws SQLException {
        tries.add(Try.GOES_AFTER_THE_NEXT, Try.FAILS);

        goes();

        assertThat(said()).containsExactly(AWAY);
    }

    private void goes() throws SQLException {
        database.getConnection().close();
    }

    private void fails() {
        assertThatThrownBy(database::getConnection).hasMessage("the cable is out");
    }

    private Iterable<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private enum Try {
        GOES(true, false),
        FAILS(false, false),
        GOES_AFTER_THE_NEXT(true, true),
        FAILS_AFTER_THE_NEXT(false, true);

        private final boolean goes;
        private final boolean afterTheNext;

        Try(boolean goes, boolean afterTheNext) {
            this.goes = goes;
            this.afterTheNext = afterTheNext;
        }
    }

    /** What comes of each try, in the order in which they begin. */
    private final class Tries extends DelegatingDataSource {

        private final Deque<Try> ahead = new ArrayDeque<>();

        Tries() {
            super(new MysqlDataSource());
        }

        void add(Try... more) {
            ahead.addAll(List.of(more));
        }

        @Override
        public Connection getConnection() throws SQLException {
            Try now = ahead.remove();
            if (now.afterTheNext && ahead.element().goes) {
                goes();
            } else if (now.afterTheNext) {
                fails();
            }
            if (now.goes) {
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, _, _) -> null);
            }
            throw new SQLTransientConnectionException("the cable is out", "08S01");
        }
    }
}
