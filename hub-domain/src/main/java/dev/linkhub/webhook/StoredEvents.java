package dev.linkhub.webhook;

import dev.linkhub.grant.Grants;
import dev.linkhub.id.PublicIds;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinksByAccount;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Webhooks as rows. Those of accounts that nobody has claimed wait for their link for 7 days. */
@Singleton
public class StoredEvents implements Sweepable {

    private static final Duration WORKER_LOOKS_AFTER = Duration.ofSeconds(10);
    static final Duration KEEP_UNCLAIMED = Duration.ofDays(7);
    private static final Duration KEEP = Duration.ofDays(90);
    private static final int MOST_SWEPT = 1_000;

    private final EventRows rows;
    private final LinksByAccount links;
    private final Grants grants;
    private final WakeUps wakeUps;
    private final PublicIds ids;
    private final Clock clock;

    StoredEvents(EventRows rows, LinksByAccount links, Grants grants, WakeUps wakeUps, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.links = links;
        this.grants = grants;
        this.wakeUps = wakeUps;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores it and sees to it that somebody applies it; false if it is here already. */
    @Transactional
    boolean store(AppEndpoint endpoint, EventBody body, byte[] raw) {
        Instant now = clock.instant();
        TenantScope tenant = endpoint.tenant();
        String account = body.ringAccountId();
        Optional<AccountLink> link = account == null ? Optional.empty() : lockedLink(endpoint, account);
        int added = rows.insertUnlessKnown(
                tenant.tenantId(),
                endpoint.appId(),
                body.requestId(),
                ids.next("evt"),
                endpoint.environment(),
                account,
                body.type(),
                body.happenedAt(),
                now,
                raw,
                link.map(AccountLink::linkId).orElse(null),
                body.subject());
        if (added == 1) {
            wakeUps.sweepIn(KEEP_UNCLAIMED, tenant);
            wakeUps.at(
                    now.plus(WORKER_LOOKS_AFTER),
                    Work.EVENT,
                    tenant,
                    EventEffects.subject(endpoint.appId(), body.requestId()));
        }
        return added == 1;
    }

    /** Under the account's lock: a claim is there before this and seen, or comes after it and takes the event along. */
    private Optional<AccountLink> lockedLink(AppEndpoint endpoint, String account) {
        grants.lockAccount(endpoint.tenant(), endpoint.appId(), endpoint.environment(), account);
        return links.current(endpoint.tenant(), endpoint.appId(), endpoint.environment(), account);
    }

    List<RingEvent> ofLink(TenantScope tenant, String linkId, String before, int limit) {
        return rows.ofLink(tenant.tenantId(), linkId, before, limit);
    }

    List<RingEvent> removalsOf(PartnerApp app, Environment environment, String ringAccountId) {
        return rows.removalsOf(app.tenantId(), app.appId(), environment, ringAccountId);
    }

    /** Forgets what has been kept long enough. */
    @Override
    @Transactional
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        int unlinked = rows.deleteUnlinked(tenant.tenantId(), now.minus(KEEP_UNCLAIMED), MOST_SWEPT);
        int old = rows.delete(tenant.tenantId(), now.minus(KEEP), MOST_SWEPT);
        if (unlinked == MOST_SWEPT || old == MOST_SWEPT) {
            return Optional.of(now);
        }
        return Sweepable.earlier(
                rows.firstUnlinked(tenant.tenantId()).map(at -> at.plus(KEEP_UNCLAIMED)),
                rows.first(tenant.tenantId()).map(at -> at.plus(KEEP)));
    }
}
