package dev.linkhub.chaos.world;

import dev.linkhub.chaos.machine.HubProcesses;
import dev.linkhub.chaos.machine.SimulatorServer;
import dev.linkhub.standalone.demo.JsonApi;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills hub and Ring through the real flow. */
public final class World {

    private static final int AT_A_TIME = 4;

    private final List<App> apps;
    private final List<Household> households;

    private World(List<App> apps, List<Household> households) {
        this.apps = List.copyOf(apps);
        this.households = List.copyOf(households);
    }

    public static World fill(HubProcesses hub, SimulatorServer ring, Size size) {
        HttpClient http = HttpClient.newHttpClient();
        JsonApi operator = new JsonApi(http, hub.url(), hub.operatorKey());
        JsonApi control = new JsonApi(http, ring.url(), null);
        List<App> apps = new ArrayList<>();
        for (int i = 0; i < size.tenants(); i++) {
            Tenant tenant = Tenant.create(operator, "tenant-" + i);
            for (int j = 0; j < size.appsEach(); j++) {
                apps.add(App.create(tenant, control, "app-" + i + "-" + j));
            }
        }
        Settler settler = new Settler(ring.client());
        List<Callable<Household>> arrivals = new ArrayList<>();
        for (int i = 0; i < size.linked() + size.unclaimed(); i++) {
            App app = apps.get(i % apps.size());
            int number = i;
            arrivals.add(() -> number < size.linked() ? settler.link(app, number) : settler.install(app, number));
        }
        return new World(apps, all(arrivals));
    }

    /** The linked ones first. */
    public List<Household> households() {
        return households;
    }

    /** Ring's ids of the apps. */
    public List<String> ringApps() {
        return apps.stream().map(App::ringId).toList();
    }

    List<Tenant> tenants() {
        return apps.stream().map(App::tenant).distinct().toList();
    }

    private static List<Household> all(List<Callable<Household>> arrivals) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Household> settled = new ArrayList<>();
            for (Future<Household> one : threads.invokeAll(arrivals)) {
                settled.add(one.get());
            }
            return settled;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A household could not be settled", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the households were settled", e);
        }
    }
}
