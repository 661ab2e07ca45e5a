package dev.linkhub.standalone.demo;

import dev.linkhub.standalone.DataDir;
import dev.linkhub.standalone.demo.Linking.Linked;
import dev.linkhub.standalone.demo.Onboarding.Onboarded;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills hub and Ring: tenants, apps, households with their links, one of them broken, and somebody who stops half way. */
final class DemoWorld implements AutoCloseable {

    private static final int AT_A_TIME = 4;

    private final HttpClient http;
    private final Onboarding onboarding;
    private final Linking linking;
    private final DemoDir dir;
    private final List<Onboarded> apps = new ArrayList<>();

    private DemoWorld(HttpClient http, Onboarding onboarding, Linking linking, DemoDir dir) {
        this.http = http;
        this.onboarding = onboarding;
        this.linking = linking;
        this.dir = dir;
    }

    static DemoWorld at(URI hub, URI ringUrl, DemoDir dir, String password) {
        HttpClient http = HttpClient.newHttpClient();
        JsonApi ring = new JsonApi(http, ringUrl, null);
        JsonApi operator = new JsonApi(http, hub, dir.readOperatorKey());
        return new DemoWorld(http, new Onboarding(operator, ring), new Linking(ring, password), dir);
    }

    void fill() {
        for (Cast.Integrator integrator : Cast.INTEGRATORS) {
            Onboarding.Tenant tenant = onboarding.tenant(integrator);
            DataDir.write(dir.apiKey(integrator.slug()), tenant.key() + "\n");
            integrator.apps().forEach(app -> apps.add(onboarding.app(tenant, app)));
        }
        List<Linked> linked = linkAll();
        linking.breakLink(linked.getLast());
        linking.abandon(apps.getFirst(), Cast.passerBy());
    }

    /** In the order in which they were onboarded. */
    List<Onboarded> apps() {
        return List.copyOf(apps);
    }

    @Override
    public void close() {
        http.close();
    }

    private List<Linked> linkAll() {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("household-", 0).factory())) {
            List<Future<Linked>> running = new ArrayList<>();
            for (Onboarded app : apps) {
                Cast.householdsOf(app.app())
                        .forEach(household -> running.add(threads.submit(() -> linking.link(app, household))));
            }
            List<Linked> linked = new ArrayList<>();
            for (Future<Linked> one : running) {
                linked.add(one.get());
                progress(linked.size(), running.size());
            }
            return linked;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A household of the demo could not be linked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the demo's households were linked", e);
        }
    }

    private static void progress(int done, int all) {
        if (done % 10 == 0 || done == all) {
            System.err.println("  " + done + " of " + all + " households linked");
        }
    }
}
