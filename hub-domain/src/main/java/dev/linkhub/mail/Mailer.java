package dev.linkhub.mail;

import dev.linkhub.id.PublicIds;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Takes mails. In the caller's transaction, so that a mail goes out if and only if what it is about has happened; a worker sends
 * it afterwards, at least once, or gives it up when it is out of date.
 */
@Singleton
public class Mailer {

    private final OutgoingRows rows;
    private final MailSeals seals;
    private final PublicIds ids;
    private final WakeUps wakeUps;
    private final Clock clock;

    Mailer(OutgoingRows rows, MailSeals seals, PublicIds ids, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.ids = ids;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Sends.
     *
     * @param expiresAt when it is of no use any more
     */
    @Transactional
    public void send(TenantScope tenant, Mail mail, Instant expiresAt) {
        take(tenant, mail, false, expiresAt);
    }

    /** Does all that {@link #send} does for as long as the caller waits, and sends nothing. */
    @Transactional
    public void pretend(TenantScope tenant, Mail mail, Instant expiresAt) {
        take(tenant, mail, true, expiresAt);
    }

    private void take(TenantScope tenant, Mail mail, boolean forNobody, Instant expiresAt) {
        String mailId = ids.next("mai");
        Instant now = clock.instant();
        rows.insert(tenant.tenantId(), mailId, seals.seal(tenant, mailId, mail), forNobody, now, expiresAt);
        wakeUps.at(now, Work.MAIL, tenant, mailId);
    }
}
