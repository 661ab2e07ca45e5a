package dev.linkhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.linkhub.audit.Actor;
import dev.linkhub.grant.TokenExchange;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.NewCredentials;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.simulator.RingSimulator;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.vault.Secret;
import dev.linkhub.webhook.RingWebhooks;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A Ring simulator and, in front of the domain, just enough HTTP for it to reach us: what hub-api does in earnest. Domain time
 * and Ring's time move together.
 */
public final class RingFixture implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final RingSimulator simulator = RingSimulator.start(0);
    private final RingSimulatorClient ring = simulator.client();
    private final HttpServer front;
    private @Nullable ApplicationContext attached;

    /** Starts both, before there is a hub context. */
    public RingFixture() {
        try {
            front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        front.createContext("/", this::serve);
        front.start();
    }

    /** Where Ring is. */
    public URI url() {
        return simulator.url();
    }

    /** Ring's control API. */
    public RingSimulatorClient ring() {
        return ring;
    }

    /** Serves this hub from now on, with its time set to Ring's. */
    public void attach(ApplicationContext context) {
        attached = context;
        clock().set(Instant.now().plus(ring.clockOffset()));
    }

    /** Moves the hub's and Ring's time on. */
    public void advance(Duration by) {
        clock().set(clock().instant().plus(by));
        ring.advanceClock(by);
    }

    /** A new tenant with an app that Ring knows. */
    public Onboarded onboard() {
        int number = COUNT.incrementAndGet();
        Tenant tenant = hub().getBean(Tenants.class).create("tenant-" + number, "Tenant " + number, "operator");
        return onboard(tenant, "app-" + number);
    }

    /** Another app of a tenant. */
    public Onboarded onboard(Tenant tenant, String slug) {
        AppDetails atRing = ring.createApp(NewApp.named(slug));
        PartnerApps apps = hub().getBean(PartnerApps.class);
        PartnerApp app = apps.create(
                tenant.scope(),
                new dev.linkhub.partnerapp.NewApp(
                        slug,
                        slug,
                        new NewCredentials(
                                atRing.clientId(), Secret.of(atRing.clientSecret()), Secret.of(atRing.hmacKey()))),
                Actor.OPERATOR);
        for (Environment environment : app.environments()) {
            String base = "http://127.0.0.1:%d/%s"
                    .formatted(front.getAddress().getPort(), apps.endpointKey(app, environment));
            ring.setUrls(
                    atRing.id(),
                    RingEnvironment.valueOf(environment.name()),
                    new PartnerUrls(
                            URI.create(base + "/token-exchange"),
                            URI.create(base + "/link"),
                            URI.create(base + "/webhook"),
                            URI.create(base + "/home")));
        }
        return new Onboarded(tenant, app, atRing);
    }

    /** A new Ring account. */
    public String account() {
        return ring.createAccount(NewAccount.of("Jane", "Doe", "jane.doe@example.com"))
                .id();
    }

    /** Installs in production: Ring posts a code to us. */
    public InstallationDetails install(Onboarded onboarded, String account) {
        return ring.install(account, onboarded.atRing().id(), RingEnvironment.PRODUCTION);
    }

    @Override
    public void close() {
        front.stop(0);
        ring.close();
        simulator.close();
    }

    private ApplicationContext hub() {
        return Objects.requireNonNull(attached, "attach(hub) first");
    }

    private MovableClock clock() {
        return hub().getBean(MovableClock.class);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            AppEndpoint endpoint =
                    hub().getBean(PartnerApps.class).byEndpointKey(path[1]).orElseThrow();
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status = switch (path[2]) {
                case "token-exchange" -> tokenExchange(endpoint, new String(body, UTF_8));
                case "webhook" ->
                    webhook(endpoint, body, exchange.getRequestHeaders().getFirst("X-Signature"));
                default -> 404;
            };
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int tokenExchange(AppEndpoint endpoint, String form) {
        Secret code = Secret.of(URLDecoder.decode(form.substring(form.indexOf("code=") + 5), UTF_8));
        return switch (hub().getBean(TokenExchange.class).receive(endpoint, code)) {
            case TAKEN -> 200;
            case REFUSED -> 400;
            case TOO_MANY_WAITING, NO_CREDENTIALS -> 503;
        };
    }

    private int webhook(AppEndpoint endpoint, byte[] body, @Nullable String signature) {
        return switch (hub().getBean(RingWebhooks.class).receive(endpoint, body, signature)) {
            case STORED -> 200;
            case BAD_SIGNATURE -> 401;
            case KEY_NEVER_VERIFIED -> 503;
            case NOT_JSON -> 400;
        };
    }

    /** A tenant's app, here and at Ring. */
    public record Onboarded(Tenant tenant, PartnerApp app, AppDetails atRing) {

        /** The app in production, as Ring's calls find it. */
        public AppEndpoint production() {
            return new AppEndpoint(app, Environment.PRODUCTION);
        }
    }
}
