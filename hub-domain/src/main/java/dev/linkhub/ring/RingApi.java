package dev.linkhub.ring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingReply.Answered;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPatch;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Ring's partner API as far as linking needs it ({@code ring-contract.md} §§3 and 5). Each call waits a little for a permit of its
 * app; without one it is not made, and the answer is as if Ring had said 429.
 */
@Singleton
public class RingApi {

    private static final String INTEGRATIONS = "/v1/accounts/me/app-integrations";
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PERMIT_WITHIN = Duration.ofSeconds(3);
    private static final int LONGEST_ACCOUNT_ID = 255;
    private static final int LONGEST_TITLE = 80;

    private final RingTransport transport;
    private final RingSettings settings;
    private final RingTraffic traffic;

    RingApi(RingTransport transport, RingSettings settings, RingTraffic traffic) {
        this.transport = transport;
        this.settings = settings;
        this.traffic = traffic;
    }

    /**
     * Whose access token this is.
     *
     * @param app that it was given to
     */
    public ProfileAnswer profile(PartnerApp app, Secret accessToken) {
        Optional<Duration> wait = traffic.holdsBack(app, PERMIT_WITHIN);
        return wait.isPresent() ? new ProfileAnswer.RateLimited(wait.get()) : askProfile(app, accessToken);
    }

    private ProfileAnswer askProfile(PartnerApp app, Secret accessToken) {
        return switch (send(app, "/v1/users/me", HttpGet::new, accessToken)) {
            case RingReply.NotSent notSent -> new ProfileAnswer.Unavailable(notSent.why());
            case RingReply.Unheard unheard -> new ProfileAnswer.Unavailable(unheard.why());
            case Answered answered -> profile(answered);
        };
    }

    /**
     * Confirms a link: {@code POST app-integrations}. There is no idempotency key, so after {@link
     * IntegrationAnswer.Unknown} try {@link #complete} before repeating it.
     *
     * @param app that the token was given to
     * @param accountIdentifier a masked name of the household's account, shown to the Ring user
     */
    public IntegrationAnswer confirm(PartnerApp app, Secret accessToken, Secret nonce, String accountIdentifier) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("account_identifier", accountIdentifier);
        body.put("nonce", nonce.reveal());
        return integration(app, HttpPost::new, body, accessToken);
    }

    /**
     * Finishes a link: {@code PATCH app-integrations} with status {@code completed}. Safe to repeat.
     *
     * @param app that the token was given to
     */
    public IntegrationAnswer complete(PartnerApp app, Secret accessToken, String accountIdentifier) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("account_identifier", accountIdentifier);
        body.put("status", "completed");
        return integration(app, HttpPatch::new, body, accessToken);
    }

    /**
     * Pauses a link: {@code PATCH app-integrations} with status {@code awaiting}, which is as far back as a one-way partner can set
     * it. Safe to repeat.
     *
     * @param app that the token was given to
     */
    public IntegrationAnswer pause(PartnerApp app, Secret accessToken) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", "awaiting");
        return integration(app, HttpPatch::new, body, accessToken);
    }

    /** Asks for something else that this access token may see, if there is a permit for it. */
    Got get(PartnerApp app, String path, Secret accessToken, int largestAnswer) {
        Optional<Duration> wait = traffic.holdsBack(app, PERMIT_WITHIN);
        return wait.isPresent()
                ? new Got.HeldBack(wait.get())
                : new Got.Reply(send(app, path, HttpGet::new, accessToken, largestAnswer));
    }

    private RingReply send(
            PartnerApp app, String path, Function<URI, ? extends HttpUriRequestBase> method, Secret accessToken) {
        return send(app, path, method, accessToken, RingTransport.LARGEST_ANSWER);
    }

    private RingReply send(
            PartnerApp app,
            String path,
            Function<URI, ? extends HttpUriRequestBase> method,
            Secret accessToken,
            int largestAnswer) {
        RingReply reply = settings.api(app.site(), path)
                .map(address -> send(method.apply(address), accessToken, largestAnswer))
                .orElseGet(() -> new RingReply.NotSent("there is no sandbox"));
        if (reply instanceof Answered answered && answered.status() == 429) {
            traffic.rateLimited(app, answered.retryAfterOrDefault());
        }
        return reply;
    }

    private RingReply send(HttpUriRequestBase request, Secret accessToken, int largestAnswer) {
        request.setHeader("Authorization", "Bearer " + accessToken.reveal());
        request.setHeader("Accept", "application/json");
        return transport.send(request, SendGuard.within(DEADLINE), largestAnswer);
    }

    private IntegrationAnswer integration(
            PartnerApp app, Function<URI, ? extends HttpUriRequestBase> method, ObjectNode body, Secret accessToken) {
        Optional<Duration> wait = traffic.holdsBack(app, PERMIT_WITHIN);
        if (wait.isPresent()) {
            return new IntegrationAnswer.RateLimited(wait.get());
        }
        Function<URI, HttpUriRequestBase> withBody = address -> {
            HttpUriRequestBase request = method.apply(address);
            request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
            return request;
        };
        return switch (send(app, INTEGRATIONS, withBody, accessToken)) {
            case RingReply.NotSent notSent -> new IntegrationAnswer.NotSent(notSent.why());
            case RingReply.Unheard unheard -> new IntegrationAnswer.Unknown(unheard.why());
            case Answered answered -> integration(answered);
        };
    }

    private static IntegrationAnswer integration(Answered answered) {
        JsonNode json = answered.json();
        String title = title(json);
        return switch (answered.status()) {
            case 401, 403 -> new IntegrationAnswer.TokenRejected();
            case 404 -> new IntegrationAnswer.NoIntegration();
            case 408, 425 -> new IntegrationAnswer.Unknown(answered.summary());
            case 429 -> new IntegrationAnswer.RateLimited(answered.retryAfterOrDefault());
            case 400 ->
                switch (title) {
                    case "Invalid Nonce" -> new IntegrationAnswer.NonceRefused();
                    case "Invalid Status Transition" -> new IntegrationAnswer.TransitionRefused();
                    default -> new IntegrationAnswer.Refused(400, title);
                };
            default -> {
                // A 200 that says nothing Ring would say comes from something between us and Ring.
                if (answered.isSuccess() && (json.isObject() || answered.body().length == 0)) {
                    yield new IntegrationAnswer.Accepted(status(json));
                }
                yield answered.status() >= 400 && answered.status() < 500
                        ? new IntegrationAnswer.Refused(answered.status(), title)
                        : new IntegrationAnswer.Unknown(answered.summary());
            }
        };
    }

    /** Flat as documented, or in a JSON:API envelope as observed: both are taken. */
    private static String status(JsonNode json) {
        JsonNode flat = json.path("status");
        return cut(
                (flat.isTextual() ? flat : json.path("data").path("attributes").path("status")).asText(""));
    }

    private static String title(JsonNode json) {
        return cut(json.path("errors").path(0).path("title").asText(""));
    }

    private static ProfileAnswer profile(Answered answered) {
        JsonNode json = answered.json();
        if (answered.status() == 401 || answered.status() == 403) {
            // A page that refuses us comes from something between us and Ring, and says nothing about the token.
            return json.isObject() || answered.body().length == 0
                    ? new ProfileAnswer.TokenRejected()
                    : new ProfileAnswer.Unavailable(answered.summary());
        }
        if (answered.status() == 429) {
            return new ProfileAnswer.RateLimited(answered.retryAfterOrDefault());
        }
        JsonNode data = json.path("data");
        String id = data.path("id").asText("");
        if (!answered.isSuccess() || id.isEmpty() || id.length() > LONGEST_ACCOUNT_ID) {
            return new ProfileAnswer.Unavailable(answered.summary());
        }
        JsonNode attributes = data.path("attributes");
        return new ProfileAnswer.Profile(id, text(attributes.path("first_name")), text(attributes.path("email")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text;
    }

    /** What came of {@link #get}. */
    sealed interface Got {

        /** It was not made, for want of a permit. */
        record HeldBack(Duration retryAfter) implements Got {}

        /** It was made, or tried. */
        record Reply(RingReply reply) implements Got {}
    }
}
