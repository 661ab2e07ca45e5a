package dev.linkhub.mail;

import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the {@link Mailer} has taken. A process that dies between the mail server's yes and the end of the row leaves the
 * mail to be sent again: twice is a nuisance, never is a household that cannot get in.
 */
@Singleton
public class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private final OutgoingRows rows;
    private final MailSeals seals;
    private final MailWay way;
    private final Clock clock;

    MailDelivery(OutgoingRows rows, MailSeals seals, MailWay way, Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.way = way;
        this.clock = clock;
    }

    /**
     * Sends it once more, unless another process is at it.
     *
     * @return when to look again; empty when there is nothing left to do
     */
    public Optional<Instant> proceed(TenantScope tenant, String mailId) {
        Optional<OutgoingRows.Row> found = rows.find(tenant.tenantId(), mailId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().forNobody()) {
            return over(tenant, mailId);
        }
        Instant now = clock.instant();
        if (!now.isBefore(found.get().expiresAt())) {
            LOG.warn("ALERT The mail {} is given up: it could not be sent while it was of use", mailId);
            return over(tenant, mailId);
        }
        if (rows.lease(tenant.tenantId(), mailId) == 0) {
            Instant leaseUntil = found.get().leaseUntil();
            return Optional.of(leaseUntil == null || leaseUntil.isBefore(now) ? now.plus(FIRST_WAIT) : leaseUntil);
        }
        return send(tenant, found.get());
    }

    private Optional<Instant> send(TenantScope tenant, OutgoingRows.Row row) {
        String mailId = row.mailId();
        return switch (way.send(mailId, seals.open(tenant, mailId, row.mailSealed()))) {
            case Sending.Sent() -> over(tenant, mailId);
            case Sending.Refused(String why) -> {
                LOG.warn("The mail {} is given up: {}", mailId, why);
                yield over(tenant, mailId);
            }
            case Sending.TryLater(String why) -> {
                LOG.warn("The mail {} is sent again later: {}", mailId, why);
                rows.release(tenant.tenantId(), mailId, row.attempts() + 1);
                yield Optional.of(clock.instant().plus(waitAfter(row.attempts())));
            }
        };
    }

    private Optional<Instant> over(TenantScope tenant, String mailId) {
        rows.delete(tenant.tenantId(), mailId);
        return Optional.empty();
    }

    /** 5 s, doubling to 5 min. */
    private static Duration waitAfter(int attemptsBefore) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attemptsBefore, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
