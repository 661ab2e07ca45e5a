package dev.linkhub.standalone.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts of one hub that come and go behind one door. */
public final class Fleet implements AutoCloseable {

    private final Shared shared;
    private final Map<String, String> settings;
    private final FrontDoor door;
    private final Deque<HubProcess> started = new ArrayDeque<>();
    private final List<HubProcess> workers = new ArrayList<>();

    public Fleet(Shared shared, Map<String, String> settings, FrontDoor door) {
        this.shared = shared;
        this.settings = settings;
        this.door = door;
    }

    /** One more, ready and behind the door. */
    public HubProcess startApi() {
        HubProcess api = start("api");
        door.addApi(api);
        return api;
    }

    /** One more, ready and behind the door. */
    public HubProcess startWeb() {
        HubProcess web = start("web");
        door.addWeb(web);
        return web;
    }

    /** One more, ready. */
    public HubProcess startWorker() {
        HubProcess worker = start("worker");
        workers.add(worker);
        return worker;
    }

    /** The worker that a tenant's refreshes are with just now. */
    public Optional<HubProcess> refresherOf(String tenantId) {
        return pickers("task_name = 'refresh' AND task_instance LIKE '" + tenantId + "/%'").stream()
                .findFirst();
    }

    /** The workers that something is with just now. */
    public List<HubProcess> busy() {
        return pickers("TRUE");
    }

    @Override
    public void close() throws InterruptedException {
        for (HubProcess process : started) {
            process.close();
        }
    }

    private HubProcess start(String part) {
        Map<String, String> all = new HashMap<>(shared.with(settings));
        HubProcess process = HubProcess.startPart(part, all);
        started.push(process);
        return process.awaitReady();
    }

    private List<HubProcess> pickers(String which) {
        List<String> names = shared.ask("SELECT DISTINCT picked_by FROM scheduled_tasks WHERE picked = 1 AND " + which);
        return workers.stream()
                .filter(worker -> names.stream().anyMatch(name -> name.startsWith(worker.pid() + "@")))
                .toList();
    }
}
