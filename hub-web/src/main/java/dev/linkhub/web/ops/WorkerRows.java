package dev.linkhub.web.ops;

import static dev.linkhub.web.ops.Rows.age;
import static dev.linkhub.web.ops.Rows.time;

import dev.linkhub.fleet.LivingProcess;
import dev.linkhub.refresh.Backlog;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rows of the tables about workers and lanes, as texts. */
public final class WorkerRows {

    private static final int LANES_SHOWN = 5;

    private WorkerRows() {}

    /** As {@link Rows#age}. */
    static String length(Duration duration) {
        return age(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }

    /** Up to five lanes, and how many more. */
    private static String some(List<String> lanes) {
        String first = String.join(", ", lanes.subList(0, Math.min(LANES_SHOWN, lanes.size())));
        int more = lanes.size() - LANES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    /**
     * A process.
     *
     * @param breakers how many are open; a silent process may be dead, and then it has none
     */
    @Introspected
    public record Worker(
            String name,
            String kind,
            String version,
            String started,
            String upFor,
            String heard,
            boolean silent,
            int inFlight,
            String lanes,
            String breakers) {

        static Worker of(LivingProcess process, List<String> running, Instant now) {
            return new Worker(
                    process.name(),
                    process.kind(),
                    process.version(),
                    time(process.startedAt()),
                    age(process.startedAt(), now),
                    length(process.silentFor()) + " ago",
                    !process.isHeard(),
                    process.inFlight(),
                    some(running),
                    process.isHeard() ? String.valueOf(process.openBreakers().size()) : "–");
        }
    }

    /** What waits at a tenant. */
    @Introspected
    public record TenantBacklog(
            String tenant, String due, String lag, int inDoubt, int quarantined, int suspects, int paused) {

        static TenantBacklog of(String tenant, List<Backlog> apps) {
            long due = apps.stream().mapToLong(Backlog::due).sum();
            boolean isMore = apps.stream().anyMatch(app -> app.due() >= Backlog.MOST_COUNTED);
            Duration lag = apps.stream()
                    .map(Backlog::lag)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return new TenantBacklog(
                    tenant,
                    (isMore ? "over " : "") + due,
                    due == 0 ? "–" : length(lag),
                    apps.stream().mapToInt(Backlog::inDoubt).sum(),
                    apps.stream().mapToInt(Backlog::quarantined).sum(),
                    apps.stream().mapToInt(Backlog::suspects).sum(),
                    (int) apps.stream().filter(Backlog::paused).count());
        }
    }

    /** A lane. */
    @Introspected
    public record Lane(
            String tenant,
            String number,
            boolean running,
            String wakesAt,
            String wakesIn,
            String holder,
            String since,
            String lastFailure,
            int failures) {

        static Lane of(String tenant, dev.linkhub.fleet.Lane lane, Optional<Instant> since, Instant now) {
            boolean late = lane.executionTime().isBefore(now);
            String in = late ? age(lane.executionTime(), now) + " ago" : "in " + age(now, lane.executionTime());
            return new Lane(
                    tenant,
                    lane.item().subject(),
                    lane.picked(),
                    time(lane.executionTime()),
                    lane.picked() ? "runs" : in,
                    Objects.requireNonNullElse(lane.pickedBy(), "–"),
                    since.map(Rows::time).orElse("–"),
                    time(lane.lastFailure()),
                    Objects.requireNonNullElse(lane.consecutiveFailures(), 0));
        }
    }
}
