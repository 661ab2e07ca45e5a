package dev.linkhub.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.testing.HubTest;
import dev.linkhub.vault.Secret;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process is told to stop while the database is away. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class SpoolAtStopTest implements HubTest {

    @Inject
    ApplicationContext hub;

    @Inject
    Spool spool;

    @Test
    void whatIsNotWrittenByThenStaysOnTheDisk() throws Exception {
        Orphans orphans =
                new Orphans(hub.getProperty("hub.data-dir", String.class).orElseThrow());
        SpoolRecord record = new SpoolRecord("kind", "{}", List.of(Secret.of("token")));
        FutureTask<Boolean> storing = new FutureTask<>(() -> {
            spool.insist("tokens", () -> record, SpoolAtStopTest::away);
            return true;
        });
        Thread.ofVirtual().start(storing);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);

        spool.on(new ShutdownEvent(hub));
        assertThatThrownBy(() -> storing.get(60, TimeUnit.SECONDS))
                .as("it stops nobody from stopping")
                .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
        assertThat(SpoolFormat.scan(Files.readAllBytes(orphans.copy())).bodies())
                .hasSize(1);
    }

    private static void away() {
        throw new IllegalStateException(new SQLTransientConnectionException("no connection to be had", "08001"));
    }
}
