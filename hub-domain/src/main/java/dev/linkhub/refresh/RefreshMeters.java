package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.measure.AppCounter;
import dev.linkhub.measure.AppKey;
import dev.linkhub.measure.AppMeters;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of attempts, as metrics. */
@Singleton
class RefreshMeters {

    private final AppCounter attempts;
    private final AppCounter unhealthy;
    private final AppCounter leaseLosses;

    RefreshMeters(AppMeters meters) {
        attempts = meters.counter(
                "hub.refresh.attempts",
                "Refreshes by what they came to, counted when that is known",
                "outcome",
                values(AttemptOutcome.values()));
        unhealthy = meters.counter(
                "hub.refresh.unhealthy.grants",
                "Grants found to be broken; rotation_lost: possibly by us",
                "reason",
                values(UnhealthyReason.values()));
        leaseLosses = meters.counter(
                "hub.refresh.lease.losses",
                "Outcomes that came when their lease was not theirs any more; kept: the only living tokens, stored all the same",
                "outcome",
                List.of("kept", "dropped"));
    }

    /** Before it is stored: the database may be away for long. */
    void ended(AttemptEnd end) {
        LeasedGrant grant = end.grant();
        attempts.increment(new AppKey(grant.tenant().tenantId(), grant.appId()), value(end.outcome()));
    }

    /** Once it is so: a batch that is rolled back is written, and says so, again. */
    @TransactionalEventListener
    void on(GrantUnhealthy event) {
        unhealthy.increment(new AppKey(event.tenant().tenantId(), event.appId()), value(event.reason()));
    }

    @TransactionalEventListener
    void on(LeaseOverslept event) {
        leaseLosses.increment(new AppKey(event.tenant().tenantId(), event.appId()), event.kept() ? "kept" : "dropped");
    }

    private static List<String> values(Enum<?>[] all) {
        return Arrays.stream(all).map(RefreshMeters::value).toList();
    }

    private static String value(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
