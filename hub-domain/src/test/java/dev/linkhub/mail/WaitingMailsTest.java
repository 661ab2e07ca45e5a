package dev.linkhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class WaitingMailsTest implements HubTest {

    private static final Mail MAIL = new Mail("vera@example.com", "Acme", null, "Hello", "Hello\n");

    @Inject
    OutgoingRows rows;

    @Inject
    Mailer mailer;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    @Test
    void whatWaitsAtAllTenantsIsCountedAndTheFirstSaysForHowLong() {
        AtomicLong nanos = new AtomicLong();
        WaitingMails mails = new WaitingMails(rows, nanos::get);
        MailMeters meters = new MailMeters(() -> mails);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        assertThat(waiting(registry)).as("not known yet").isNaN();

        mails.look();
        meters.read();
        assertThat(waiting(registry)).isZero();
        assertThat(oldest(registry)).isZero();

        take("second");
        clock.advance(Duration.ofSeconds(90));
        take("first");
        take("first");
        clock.advance(Duration.ofSeconds(30));
        assertThat(waiting(registry)).as("nobody asks the database").isZero();
        mails.look();
        meters.read();
        assertThat(waiting(registry)).isEqualTo(3);
        assertThat(oldest(registry)).isBetween(120.0, 121.0);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1) + 1);
        meters.read();
        assertThat(waiting(registry)).as("the database is away").isNaN();
        assertThat(oldest(registry)).isNaN();
    }

    private void take(String slug) {
        TenantScope tenant = tenants.bySlug(slug)
                .orElseGet(() -> tenants.create(slug, slug, "operator"))
                .scope();
        mailer.send(tenant, MAIL, clock.instant().plus(Duration.ofHours(1)));
    }

    private static double waiting(SimpleMeterRegistry registry) {
        return registry.get("hub.mail.waiting").gauge().value();
    }

    private static double oldest(SimpleMeterRegistry registry) {
        return registry.get("hub.mail.oldest.waiting.seconds").gauge().value();
    }
}
