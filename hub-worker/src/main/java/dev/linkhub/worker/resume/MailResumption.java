package dev.linkhub.worker.resume;

import dev.linkhub.mail.MailDelivery;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Sends mails, a few at once: a mail server that does not answer must not keep the worker from everything else. */
@Singleton
final class MailResumption implements Job {

    private static final int AT_ONCE = 4;
    private static final Duration TURN_AFTER = Duration.ofSeconds(5);

    private final MailDelivery delivery;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    MailResumption(MailDelivery delivery, Clock clock) {
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public Work work() {
        return Work.MAIL;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String mailId) {
        if (!turns.tryAcquire()) {
            return Optional.of(clock.instant().plus(TURN_AFTER));
        }
        try {
            return delivery.proceed(tenant, mailId);
        } finally {
            turns.release();
        }
    }
}
