package dev.linkhub.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.linkhub.database.NoConnectionFilter;
import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.Await;
import dev.linkhub.wakeup.Work;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log of a worker says while its database is away. */
@Tag("persistence")
class DatabaseAwayTest {

    private static final int SEVERAL = 3;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.linkhub");
    private final Lines lines = new Lines();
    private final Cable cable = new Cable(TestDatabase.fresh());
    private final WorkScheduler scheduler =
            new WorkScheduler(cable, List.of(new NothingToDo()), new WorkSettings("4", "PT10S"), Clock.systemUTC());

    @BeforeEach
    void listen() {
        NoConnectionFilter filter = new NoConnectionFilter();
        filter.start();
        lines.addFilter(filter);
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        scheduler.stop();
        ours.setLevel(null);
        root.detachAppender(lines);
    }

    @Test
    void oneLineSaysThatItIsAwayAndOneThatItIsBack() {
        scheduler.start();
        cable.pull();
        Await.until("several tries have failed", () -> cable.failures.get() >= SEVERAL);
        cable.plugIn();
        Await.until("it is back", () -> lines.texts.stream().anyMatch(line -> line.contains("The database is back")));

        assertThat(lines.texts)
                .containsExactly(
                        "WARN No work is done until the database is back: the cable is out",
                        "INFO The database is back, and work is done again");
    }

    @Test
    void theLogOfEachPartIsFilteredSo() throws Exception {
        URL shipped = NoConnectionFilter.class.getResource("/logback.xml");
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(shipped);

        assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                        .getAppender("log")
                        .getCopyOfAttachedFiltersList())
                .hasOnlyElementsOfType(NoConnectionFilter.class)
                .hasSize(1);
    }

    /** Without any job the scheduler would not look. */
    private static final class NothingToDo implements Job {

        @Override
        public Work work() {
            return Work.SWEEP;
        }

        @Override
        public Optional<Instant> run(TenantScope tenant, String subject) {
            return Optional.empty();
        }
    }

    /** To the database, and can be pulled. */
    private static final class Cable extends MysqlDataSource {

        private static final long serialVersionUID = 1L;

        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean out;

        Cable(DatabaseAddress address) {
            setUrl(address.url());
            setUser(address.user());
            setPassword(address.password());
        }

        void pull() {
            out = true;
        }

        void plugIn() {
            out = false;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (out) {
                failures.incrementAndGet();
                throw new SQLTransientConnectionException("the cable is out", "08S01");
            }
            return super.getConnection();
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<String> texts = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }
}
