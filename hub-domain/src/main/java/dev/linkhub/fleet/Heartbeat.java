package dev.linkhub.fleet;

import dev.linkhub.mail.WaitingMails;
import dev.linkhub.measure.AppNames;
import dev.linkhub.refresh.Backlogs;
import dev.linkhub.refresh.RefreshLane;
import dev.linkhub.ring.BreakerState;
import dev.linkhub.ring.RingTraffic;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each process does with the database every few seconds, from its start to its end: says that it lives, looks at what waits,
 * and looks up what apps are called. On two threads, so that a slow look keeps nobody from saying that they live.
 */
@Context
@Requires(property = "hub.part")
class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEAT_SECONDS = 5;
    private static final int LOOK_SECONDS = 15;

    private final Processes processes;
    private final RefreshLane lanes;
    private final RingTraffic traffic;
    private final Backlogs backlogs;
    private final WaitingMails mails;
    private final AppNames names;
    private final ScheduledExecutorService beats = thread("heartbeat");
    private final ScheduledExecutorService looks = thread("backlog");

    Heartbeat(
            Processes processes,
            RefreshLane lanes,
            RingTraffic traffic,
            Backlogs backlogs,
            WaitingMails mails,
            AppNames names) {
        this.processes = processes;
        this.lanes = lanes;
        this.traffic = traffic;
        this.backlogs = backlogs;
        this.mails = mails;
        this.names = names;
    }

    @EventListener
    void on(StartupEvent started) {
        every(beats, BEAT_SECONDS, "Not said that this process lives", this::beat);
        every(looks, LOOK_SECONDS, "Not looked at what waits", backlogs::look);
        every(looks, LOOK_SECONDS, "Not looked at what mails wait", mails::look);
        every(looks, 1, "Not looked up what apps are called", names::lookUp);
    }

    /** While there still are connections. */
    @EventListener
    void on(ShutdownEvent stopping) throws InterruptedException {
        looks.shutdownNow();
        beats.shutdown();
        if (beats.awaitTermination(1, TimeUnit.SECONDS)) {
            attempt("Not said that this process ends", processes::leave);
        }
    }

    @PreDestroy
    void close() {
        looks.shutdownNow();
        beats.shutdownNow();
    }

    void beat() {
        int inFlight =
                lanes.inFlight().values().stream().mapToInt(Integer::intValue).sum();
        List<HeldLane> held = lanes.running().stream()
                .map(lane -> new HeldLane(lane.tenant().tenantId(), lane.lane(), lane.since()))
                .toList();
        List<OpenBreaker> open = traffic.seen().stream()
                .filter(app -> app.breaker() != BreakerState.CLOSED)
                .map(app -> new OpenBreaker(
                        app.tenantId(), app.appId(), app.breaker().name()))
                .toList();
        processes.beat(inFlight, held, open);
    }

    private static void every(ScheduledExecutorService thread, int seconds, String failure, Runnable task) {
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(() -> attempt(failure, task), 0, seconds, TimeUnit.SECONDS);
    }

    /** The next time comes whatever happens: the database may be away. */
    private static void attempt(String failure, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: {}", failure, e.getMessage());
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }
}
