package dev.linkhub.ring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.partnerapp.AppUrls;
import dev.linkhub.partnerapp.RingSite;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.Unavailable;
import dev.linkhub.ring.RingReply.Answered;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * The control API of the hub's simulator, which stands for Ring in sandboxes. Whatever is wrong with it is an {@link
 * Unavailable}; what it refuses is a {@link Conflict}.
 */
@Singleton
public class SimulatedRing {

    /** Installing waits for the partner's answer to the code and to each webhook. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int UNPROCESSABLE = 422;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String NOT_NOW =
            "The installation is not in a state in which this can be done, such as removed, or it is being changed just now.";

    /** The simulator's own environments; which of them stands for a sandbox makes no difference. */
    private static final String ENVIRONMENT = "staging";

    private final RingTransport transport;
    private final RingSettings settings;

    SimulatedRing(RingTransport transport, RingSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /**
     * Before anything is made that only a simulator has a use for.
     *
     * @throws Unavailable if there is none
     */
    public void requireThere() {
        address("/");
    }

    /** Makes an app known, or gives it its addresses anew. */
    public void register(String id, String name, AppCredentials credentials, AppUrls urls) {
        if (credentials.site() != RingSite.SANDBOX) {
            throw new IllegalArgumentException("Ring's own credentials are not for the simulator");
        }
        ObjectNode addresses = JsonNodeFactory.instance
                .objectNode()
                .put("token_exchange", urls.tokenExchange())
                .put("account_link", urls.accountLink())
                .put("webhook", urls.webhook())
                .put("app_homepage", urls.appHomepage());
        String environment = "/apps/" + id + "/environments/" + ENVIRONMENT;
        if (answered(call("PUT", environment, addresses)).isPresent()) {
            return;
        }
        ObjectNode app = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", name)
                .put("client_id", credentials.clientId())
                .put("client_secret", credentials.clientSecret().reveal())
                .put("hmac_key", credentials.hmacKey().reveal());
        app.putObject("environments").set(ENVIRONMENT, addresses);
        if (answered(call("POST", "/apps", app)).isEmpty()) {
            // Somebody else has made it known at the same time.
            accepted(call("PUT", environment, addresses));
        }
    }

    /**
     * A new user with a doorbell and a camera.
     *
     * @return the Ring account's id
     */
    public String newUser(String firstName, String lastName, String email) {
        ObjectNode user = JsonNodeFactory.instance
                .objectNode()
                .put("first_name", firstName)
                .put("last_name", lastName)
                .put("email", email);
        ArrayNode devices = user.putArray("devices");
        devices.addObject().put("name", "Front door").put("kind", "doorbell");
        devices.addObject().put("name", "Garden").put("kind", "camera");
        return accepted(call("POST", "/accounts", user)).path("id").asText();
    }

    /** Installs an app with all devices: posts the code and tells of each device. */
    public SimulatedInstallation install(String ringAccountId, String app) {
        ObjectNode installation = JsonNodeFactory.instance
                .objectNode()
                .put("account", ringAccountId)
                .put("app", app)
                .put("environment", ENVIRONMENT);
        return installation(accepted(call("POST", "/installations", installation)));
    }

    /** All installations of an app, oldest first; none of one that the simulator does not know. */
    public List<SimulatedInstallation> installations(String app) {
        List<SimulatedInstallation> all = new ArrayList<>();
        answered(call("GET", "/installations?app=" + app, null))
                .ifPresent(list -> list.path("items").forEach(item -> all.add(installation(item))));
        return all;
    }

    /** One installation of whatever app, if the simulator knows it. */
    public Optional<SimulatedInstallation> find(String installation) {
        return ID.matcher(installation).matches()
                ? answered(call("GET", "/installations/" + installation, null)).map(SimulatedRing::installation)
                : Optional.empty();
    }

    /** A tap on "Sign in": a new nonce and time. */
    public SimulatedInstallation signIn(SimulatedInstallation installation) {
        return act(installation, "sign-in");
    }

    /** The user removes the app: its tokens are revoked, and a webhook tells of it. */
    public SimulatedInstallation remove(SimulatedInstallation installation) {
        return act(installation, "remove");
    }

    /** Somebody rings at the doorbell: a webhook tells every app that may see it. */
    public void press(SimulatedInstallation installation) {
        String path = "/accounts/" + installation.ringAccountId();
        for (JsonNode device : accepted(call("GET", path, null)).path("devices")) {
            if (device.path("kind").asText().equals("doorbell")) {
                accepted(call("POST", path + "/devices/" + device.path("id").asText() + "/press", empty()));
            }
        }
    }

    /** Has the simulator forget an installation that was removed. */
    public void forget(SimulatedInstallation removed) {
        answered(call("DELETE", "/installations/" + removed.id(), null));
    }

    /** Has the simulator forget an app with all that was done with it, and its users. */
    public void forgetApp(String app) {
        List<String> users = installations(app).stream()
                .map(SimulatedInstallation::ringAccountId)
                .distinct()
                .toList();
        answered(call("DELETE", "/apps/" + app, null));
        users.forEach(user -> answered(call("DELETE", "/accounts/" + user, null)));
    }

    private SimulatedInstallation act(SimulatedInstallation installation, String action) {
        return installation(accepted(call("POST", "/installations/" + installation.id() + "/" + action, empty())));
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Answered call(String method, String path, @Nullable ObjectNode body) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address("/control" + path));
        settings.sandboxToken().ifPresent(token -> request.setHeader("Authorization", "Bearer " + token.reveal()));
        if (body != null) {
            request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        }
        return switch (transport.send(request, SendGuard.within(DEADLINE))) {
            case RingReply.NotSent notSent -> throw new Unavailable("The sandbox cannot be reached.");
            case RingReply.Unheard unheard -> throw new Unavailable("The sandbox did not answer.");
            case Answered answered -> answered;
        };
    }

    private URI address(String path) {
        return settings.api(RingSite.SANDBOX, path)
                .orElseThrow(() -> new Unavailable("This hub has no sandbox. Its operator sets HUB_SANDBOX_URL."));
    }

    private static JsonNode accepted(Answered answer) {
        return answered(answer).orElseThrow(() -> new Conflict(NOT_NOW));
    }

    /** Empty for a refusal. Its words are not passed on: they may name what is others'. */
    private static Optional<JsonNode> answered(Answered answer) {
        if (answer.isSuccess()) {
            return Optional.of(answer.json());
        }
        if (answer.status() == UNPROCESSABLE) {
            return Optional.empty();
        }
        throw new Unavailable("The sandbox answered %d. Its operator checks HUB_SANDBOX_URL and HUB_SANDBOX_TOKEN."
                .formatted(answer.status()));
    }

    private static SimulatedInstallation installation(JsonNode json) {
        JsonNode exchange = json.path("token_exchange");
        List<String> findings = new ArrayList<>();
        json.path("findings").forEach(finding -> findings.add(finding.asText()));
        return new SimulatedInstallation(
                json.path("id").asText(),
                json.path("app").asText(),
                json.path("account").asText(),
                json.path("status").asText(),
                exchange.path("status").isInt() ? exchange.path("status").asInt() : null,
                text(exchange.path("error")).orElse(null),
                text(json.path("account_link_url")).orElse(null),
                findings);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
