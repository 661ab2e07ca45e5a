package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.background.Background;
import dev.linkhub.spool.Orphans;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process is told to stop while the database does not take new tokens. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class SpooledStopTest extends SpoolJourney {

    @Inject
    Background background;

    @Test
    @Timeout(60)
    void whatIsOnTheDiskHoldsUpNoStop() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        background.run("storing", () -> {
            database.refuse(0, FOR_LONG);
            writeBack.store(end);
        });
        Orphans.until("it is spooled", () -> spool.status().records() == 1);

        hub.getEventPublisher(ShutdownEvent.class).publishEvent(new ShutdownEvent(hub));

        assertThat(grant().generation()).isEqualTo(1);
        assertThat(spool.status().bytes()).as("it is left to the next start").isPositive();
    }
}
