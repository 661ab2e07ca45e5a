package dev.linkhub.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A simulator, a partner with one app, one account with a doorbell and a camera, and calls as a partner makes them. */
final class Stage implements AutoCloseable {

    static final RingEnvironment STAGING = RingEnvironment.STAGING;

    /** Long enough for a machine that is busy with something else; nothing waits for it where all is well. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(10).toNanos();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The simulator's time stands still here until a test moves it. */
    static final Instant START = Instant.parse("2026-07-06T11:11:00Z");

    final RingSimulator simulator;
    final Partner partner;
    final RingSimulatorClient client;
    final AppDetails app;
    final AccountDetails account;

    private final HttpClient http = HttpClient.newHttpClient();

    Stage() {
        this(Clock.fixed(START, ZoneOffset.UTC));
    }

    /** {@code real}: what the simulator takes for real time. */
    Stage(Clock real) {
        this(RingSimulator.start(new SimulatorOptions(SimulatorOptions.LOOPBACK, 0, null, real)), new Partner());
    }

    /** {@code simulator}: one that may know the partner and its account already, from a former run. */
    Stage(RingSimulator simulator, Partner partner) {
        this.simulator = simulator;
        this.partner = partner;
        client = simulator.client();
        if (!client.apps().isEmpty()) {
            app = client.apps().getFirst();
            account = client.accounts().getFirst();
            return;
        }
        app = client.createApp(NewApp.named("Casa").withUrls(STAGING, partner.urls()));
        account = client.createAccount(NewAccount.of("Ada", "Lovelace", "ada@example.com")
                .withDevice("Front door", DeviceKind.DOORBELL)
                .withDevice("Garden", DeviceKind.CAMERA));
    }

    record Pair(String access, String refresh) {}

    InstallationDetails install() {
        return client.install(account.id(), app.id(), STAGING);
    }

    /** The code of the latest token exchange, as the partner received it. */
    String code() {
        String body = partner.received("/token-exchange").getLast().text();
        return body.substring(body.indexOf('=') + 1);
    }

    Pair link() {
        install();
        return pair(redeem(code()));
    }

    HttpResponse<String> redeem(String code) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                app.clientId(),
                "client_secret",
                app.clientSecret()));
    }

    HttpResponse<String> refresh(String refreshToken) {
        return token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshToken,
                "client_id",
                app.clientId(),
                "client_secret",
                app.clientSecret()));
    }

    HttpResponse<String> token(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> usersMe(String accessToken) {
        return send(request("/v1/users/me").header("Authorization", "Bearer " + accessToken));
    }

    HttpResponse<String> get(String path, String accessToken) {
        return send(request(path).header("Authorization", "Bearer " + accessToken));
    }

    /** Posts the nonce of the latest redirect for the tokens of the latest code: the link is then awaiting. */
    String confirm(InstallationDetails installation) {
        String access = pair(redeem(code())).access();
        postNonce(access, installation.redirect().nonce());
        return access;
    }

    HttpResponse<String> integrations(String method, String accessToken, String body) {
        return send(request("/v1/accounts/me/app-integrations")
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postNonce(String accessToken, String nonce) {
        return integrations(
                "POST", accessToken, "{\"nonce\":\"" + nonce + "\",\"account_identifier\":\"a***a@example.com\"}");
    }

    HttpResponse<String> complete(String accessToken) {
        return integrations("PATCH", accessToken, "{\"status\":\"completed\"}");
    }

    /** A call of the control API as any HTTP client makes it. */
    HttpResponse<String> control(String method, String path, String body) {
        return send(request("/control" + path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return sendOrFail(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    HttpResponse<String> sendOrFail(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Pair pair(HttpResponse<String> response) {
        JsonNode body = json(response);
        return new Pair(
                body.path("access_token").asText(), body.path("refresh_token").asText());
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static String error(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("error").asText();
    }

    static String title(HttpResponse<String> response) {
        return response.statusCode() + " "
                + json(response).path("errors").path(0).path("title").asText();
    }

    /** Waits until something that happens on another thread has happened. */
    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        client.close();
        simulator.close();
        partner.close();
    }
}
