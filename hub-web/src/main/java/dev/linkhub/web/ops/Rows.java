package dev.linkhub.web.ops;

import dev.linkhub.grant.RingGrant;
import dev.linkhub.health.HealthCount;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.LinkEvent;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.webhook.RingEvent;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of the operators' tables, as texts. */
public final class Rows {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Rows() {}

    static String time(@Nullable Instant instant) {
        return instant == null ? "–" : TIME.format(instant);
    }

    /** Two units at most, such as {@code 3 h 20 min}. */
    static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toMinutes() > 0
                ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
                : Math.max(0, age.toSeconds()) + " s";
    }

    /** How many links of an app are alike. */
    @Introspected
    public record Count(
            String tenant,
            String app,
            String environment,
            String state,
            String health,
            String reason,
            long links,
            long expiring,
            String path) {

        static Count of(Tenant tenant, String appSlug, HealthCount count) {
            return new Count(
                    tenant.slug(),
                    appSlug,
                    count.environment().text(),
                    count.state().name(),
                    count.health().name(),
                    Objects.requireNonNullElse(count.reason(), ""),
                    count.links(),
                    count.expiring(),
                    "/ops/tenants/%s/links?app=%s&environment=%s&state=%s&health=%s"
                            .formatted(
                                    tenant.slug(), appSlug, count.environment().text(), count.state(), count.health()));
        }
    }

    /** An app with what is not (yet) a link. */
    @Introspected
    public record App(String tenant, String slug, String name, String status, String path) {

        static App of(Tenant tenant, PartnerApp app) {
            return new App(
                    tenant.slug(),
                    app.slug(),
                    app.name(),
                    app.pauseReason() == null ? app.status().name() : app.status() + " " + app.pauseReason(),
                    "/ops/tenants/%s/apps/%s".formatted(tenant.slug(), app.slug()));
        }
    }

    /** A link in a list, and in full. */
    @Introspected
    public record Link(
            String id,
            String path,
            String environment,
            String household,
            String accountIdentifier,
            String ringAccount,
            String state,
            String health,
            String reason,
            int generation,
            String lastRefreshed,
            String nextRefresh,
            String refreshExpires,
            String linked,
            String removed) {

        static Link of(Tenant tenant, LinkStatus link) {
            return new Link(
                    link.linkId(),
                    "/ops/tenants/%s/links/%s".formatted(tenant.slug(), link.linkId()),
                    link.environment().text(),
                    link.householdId(),
                    link.accountIdentifier(),
                    link.ringAccountId(),
                    link.state().name(),
                    link.health().name(),
                    Objects.requireNonNullElse(link.reason(), ""),
                    link.generation(),
                    time(link.lastRefreshedAt()),
                    time(link.dueAt()),
                    time(link.refreshExpiresAt()),
                    time(link.linkedAt()),
                    time(link.removedAt()));
        }
    }

    /** An entry of a link's time line. */
    @Introspected
    public record Event(String at, String type, String detail) {

        static Event of(LinkEvent event) {
            return new Event(time(event.at()), event.type().name(), event.detail());
        }
    }

    /** What Ring told us of a link. */
    @Introspected
    public record Webhook(String received, String type, String happened, String applied) {

        static Webhook of(RingEvent event) {
            return new Webhook(
                    time(event.receivedAt()), event.type(), time(event.happenedAt()), time(event.appliedAt()));
        }
    }

    /** A grant that is no link. */
    @Introspected
    public record Grant(
            String id,
            String environment,
            String state,
            String reason,
            String received,
            String age,
            String lastOutcome) {

        static Grant of(RingGrant grant, Instant now) {
            return new Grant(
                    grant.grantId(),
                    grant.environment().text(),
                    grant.state().name(),
                    grant.revokedReason() == null ? "" : grant.revokedReason().name(),
                    time(grant.receivedAt()),
                    Rows.age(grant.receivedAt(), now),
                    Objects.requireNonNullElse(grant.lastOutcome(), ""));
        }
    }
}
