package dev.linkhub.worker.resume;

import dev.linkhub.mail.MailDelivery;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Sends mails. */
@Singleton
final class MailResumption implements Job {

    private final MailDelivery delivery;

    MailResumption(MailDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public Work work() {
        return Work.MAIL;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String mailId) {
        return delivery.proceed(tenant, mailId);
    }
}
