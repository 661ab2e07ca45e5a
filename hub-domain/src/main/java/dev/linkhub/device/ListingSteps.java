package dev.linkhub.device;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinkCompleted;
import dev.linkhub.linking.AccountLinkContinued;
import dev.linkhub.linking.LinksByAccount;
import dev.linkhub.linking.LinksDeleted;
import dev.linkhub.ring.DevicesAnswer;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.WakeUps;
import dev.linkhub.wakeup.Work;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The record of who wants a list of devices and when there last was one. */
@Singleton
class ListingSteps {

    static final Duration OLD = Duration.ofMinutes(15);

    /** An installation adds its devices one by one: one list for all of them. */
    private static final Duration WORKER_LOOKS_AFTER = Duration.ofSeconds(10);

    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 7;

    private final ListingRows rows;
    private final Devices devices;
    private final LinksByAccount links;
    private final WakeUps wakeUps;
    private final Clock clock;

    ListingSteps(ListingRows rows, Devices devices, LinksByAccount links, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.devices = devices;
        this.links = links;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    Optional<Instant> listedAt(TenantScope tenant, String linkId) {
        return rows.find(tenant.tenantId(), linkId).flatMap(row -> Optional.ofNullable(row.listedAt()));
    }

    @Transactional
    boolean wantIfOld(TenantScope tenant, String linkId) {
        Instant before = clock.instant().minus(OLD);
        Optional<ListingRows.Row> row = rows.find(tenant.tenantId(), linkId);
        if (row.map(ListingRows.Row::begunAt).filter(at -> at.isAfter(before)).isPresent()) {
            return false;
        }
        if (row.map(ListingRows.Row::wantedAt).isEmpty()) {
            want(tenant, linkId);
        }
        return true;
    }

    @Transactional
    void want(TenantScope tenant, String linkId) {
        Instant now = clock.instant();
        rows.want(tenant.tenantId(), linkId, now);
        wakeUps.at(now.plus(WORKER_LOOKS_AFTER), Work.DEVICES, tenant, linkId);
    }

    @Transactional
    Begun begin(TenantScope tenant, String linkId) {
        ListingRows.Row row = rows.find(tenant.tenantId(), linkId).orElse(null);
        if (row == null || row.wantedAt() == null) {
            return new Begun.Nothing();
        }
        Instant now = clock.instant();
        if (row.wantedAt().isBefore(now.minus(GIVE_UP_AFTER))) {
            rows.settle(tenant.tenantId(), linkId, row.wantedAt());
            return new Begun.Nothing();
        }
        return rows.begin(tenant.tenantId(), linkId) == 1
                ? new Begun.Go(row.wantedAt(), row.failures(), now)
                : new Begun.Later(now.plus(PACE));
    }

    @Transactional
    Optional<Instant> listed(AccountLink link, Begun.Go go, DevicesAnswer.Listed list) {
        if (!links.isStillOf(link.scope(), link.linkId(), link.ringAccountId())) {
            return settled(link.scope(), link.linkId(), go);
        }
        // Whichever clock is behind: a webhook of a later time must stand.
        Instant at = list.at() == null || list.at().isAfter(go.at()) ? go.at() : list.at();
        devices.listed(link.scope(), link.linkId(), list, at);
        rows.listed(link.tenantId(), link.linkId(), go.at());
        return settled(link.scope(), link.linkId(), go);
    }

    /** Done with it, unless somebody has come to want another meanwhile. */
    @Transactional
    Optional<Instant> settled(TenantScope tenant, String linkId, Begun.Go go) {
        return rows.settle(tenant.tenantId(), linkId, go.wantedAt()) == 1
                ? Optional.empty()
                : Optional.of(clock.instant().plus(PACE));
    }

    @Transactional
    Optional<Instant> failed(TenantScope tenant, String linkId, Begun.Go go, Duration atLeast) {
        rows.failed(tenant.tenantId(), linkId);
        Duration backoff = PACE.multipliedBy(1L << Math.min(go.failures(), MOST_DOUBLINGS));
        Duration pause = backoff.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : backoff;
        return Optional.of(clock.instant().plus(pause.compareTo(atLeast) > 0 ? pause : atLeast));
    }

    @EventListener
    void on(AccountLinkCompleted event) {
        want(event.link().scope(), event.link().linkId());
    }

    /** Of the new account there is no list yet. */
    @EventListener
    void on(AccountLinkContinued event) {
        rows.deleteOfLink(event.before().tenantId(), event.before().linkId());
    }

    @EventListener
    void on(LinksDeleted event) {
        rows.deleteOfApp(event.app().tenantId(), event.app().appId());
    }

    /** Whether there is a list to be asked for. */
    sealed interface Begun {

        /** Nobody wants one. */
        record Nothing() implements Begun {}

        /** Somebody is at it, or has just been. */
        record Later(Instant at) implements Begun {}

        /** It is the caller's to ask, from now. */
        record Go(Instant wantedAt, int failures, Instant at) implements Begun {}
    }
}
