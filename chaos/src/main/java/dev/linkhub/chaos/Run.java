package dev.linkhub.chaos;

import dev.linkhub.chaos.history.ApiProbe;
import dev.linkhub.chaos.history.Checker;
import dev.linkhub.chaos.history.HandOut;
import dev.linkhub.chaos.history.History;
import dev.linkhub.chaos.history.JournalLine;
import dev.linkhub.chaos.history.Violation;
import dev.linkhub.chaos.machine.HubProcess;
import dev.linkhub.chaos.machine.Jars;
import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.chaos.plan.Plan;
import dev.linkhub.chaos.plan.PlannedFault;
import dev.linkhub.chaos.world.Callers;
import dev.linkhub.chaos.world.HubWatch;
import dev.linkhub.chaos.world.RingWatch;
import dev.linkhub.chaos.world.WatchedLink;
import dev.linkhub.chaos.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run from the first process to the verdict. */
final class Run {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** So that most of the lanes are the workers'. */
    private static final Map<String, String> ONE_JOB_AT_A_TIME = Map.of("HUB_WORKER_EXECUTIONS", "1");

    private final Form form;
    private final long seed;
    private final Path folder;
    private final InstantSource clock;
    private final FaultLog log;

    private Run(Form form, long seed, Path folder, InstantSource clock) {
        this.form = form;
        this.seed = seed;
        this.folder = folder;
        this.clock = clock;
        this.log = new FaultLog(clock);
    }

    /**
     * What came of a run.
     *
     * @param violations none if it is good
     * @param report all in words
     */
    record Outcome(History history, List<Violation> violations, String report) {}

    /** Holds a run; everything that it leaves is in the folder, which must not be there yet. */
    static Outcome hold(Form form, long seed, Jars jars, Path folder) {
        Run run = new Run(form, seed, folder, InstantSource.system());
        try (Site site = Site.open(jars, Files.createDirectories(folder), form.rules(), form.breakage())) {
            History history = run.on(site);
            List<Violation> violations = Checker.check(history);
            String report = Checker.report(history, violations);
            Files.writeString(folder.resolve("report.txt"), report);
            return new Outcome(history, violations, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private History on(Site site) throws IOException {
        Plan plan = Plan.of(seed, form.storm().kinds(), form.storm().longestPauseMillis());
        Files.writeString(folder.resolve("plan.txt"), plan.text());
        List<String> names = new ArrayList<>(List.of("api"));
        say("starting " + (form.size().workers() + 1) + " processes");
        site.hub().startFirst(form.apart() ? ONE_JOB_AT_A_TIME : Map.of()).awaitReady();
        for (int i = 1; i <= form.size().workers(); i++) {
            names.add("worker-" + i);
            site.hub().start("worker-" + i);
        }
        names.forEach(name -> site.hub().now(name).awaitReady());
        say("settling " + (form.size().linked() + form.size().unclaimed()) + " households");
        World world = World.fill(site.hub(), site.ring(), form.size());
        HubWatch hubWatch = new HubWatch(site.database(), clock);
        RingWatch ringWatch = new RingWatch(site.ring().client());
        List<WatchedLink> links = hubWatch.links(world);
        List<HandOut> handOuts;
        try (Watching _ = Watching.start(hubWatch, ringWatch, clock, BETWEEN_LOOKS)) {
            try (Callers callers = Callers.start(
                    site.hub().url(), site.ring().url(), links, form.size().forcing(), clock)) {
                say("faults, for " + form.storm().lasting());
                ProcessFaults processes =
                        new ProcessFaults(site.hub(), names, victims(names), form.rules(), log, callers::forceRefresh);
                SurroundingFaults surroundings = new SurroundingFaults(site, ringWatch, form, log, world.households());
                inject(plan, processes::inject, surroundings::inject);
                say("no more faults; watching for " + form.watchFor());
                Pause.of(form.watchFor());
                handOuts = callers.handOuts();
                say(handOuts.size() + " tokens were handed out, " + callers.withoutToken()
                        + " callers got none and were told when to come again, or met a process that was away");
            }
        }
        History.AtRing atRing = ringWatch.seen();
        List<JournalLine> journal = journals(site);
        History.AtHub atHub = new History.AtHub(hubWatch.samples(), hubWatch.attempts(), hubWatch.notes(), handOuts);
        ApiProbe api = form.probe().hanging() == 0 ? null : probe(site, hubWatch, links);
        return new History(form.rules(), journal, atRing, atHub, log.all(), hubWatch.accounts(), api);
    }

    /** Both tracks beside each other, until the time is over. */
    private void inject(Plan plan, Consumer<PlannedFault> processes, Consumer<PlannedFault> surroundings) {
        long end = System.nanoTime() + form.storm().lasting().toNanos();
        List<FutureTask<Boolean>> tracks = List.of(
                new FutureTask<>(() -> inject(plan.processes(), processes, end)),
                new FutureTask<>(() -> inject(plan.surroundings(), surroundings, end)));
        tracks.forEach(track -> Thread.ofPlatform().daemon().start(track));
        for (FutureTask<Boolean> track : tracks) {
            try {
                track.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A fault could not be injected", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The run was interrupted", e);
            }
        }
    }

    private static boolean inject(List<PlannedFault> track, Consumer<PlannedFault> how, long end) {
        for (PlannedFault fault : track) {
            Pause.of(Duration.ofMillis(fault.pauseMillis()));
            if (System.nanoTime() - end >= 0) {
                return true;
            }
            how.accept(fault);
        }
        return false;
    }

    private List<String> victims(List<String> names) {
        return form.apart() ? names.subList(1, names.size()) : names;
    }

    private @Nullable ApiProbe probe(Site site, HubWatch watch, List<WatchedLink> links) {
        say("the API with five connections while refreshes hang");
        return new HangingRefreshes(site, watch, links, form.probe()).measure();
    }

    private static List<JournalLine> journals(Site site) throws IOException {
        List<JournalLine> all = new ArrayList<>();
        for (HubProcess process : site.hub().ever()) {
            if (Files.exists(process.journal())) {
                for (String line : Files.readAllLines(process.journal())) {
                    JournalLine.parse(line, process.name()).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private static void say(String what) {
        System.out.println("chaos: " + what);
    }
}
