package dev.linkhub.simulator.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.api.RingEndpoint;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.oauth.Gatekeeper;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /v1/accounts/me/app-integrations} (ring-contract.md §5). */
public final class AppIntegrationsEndpoint {

    private final Gatekeeper gatekeeper;
    private final Installations installations;
    private final RingApps apps;
    private final CurrentSettings settings;
    private final InstantSource clock;
    private final Counters counters;
    private volatile Consumer<Installation> completed = installation -> {};

    public AppIntegrationsEndpoint(
            Gatekeeper gatekeeper,
            Installations installations,
            RingApps apps,
            CurrentSettings settings,
            InstantSource clock,
            Counters counters) {
        this.gatekeeper = gatekeeper;
        this.installations = installations;
        this.apps = apps;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
    }

    /** {@code listener} hears of each link that was completed; it must not take long. */
    public void onCompleted(Consumer<Installation> listener) {
        completed = listener;
    }

    public RingEndpoint post() {
        return request -> call(EndpointName.APP_INTEGRATIONS_POST, request, this::confirm);
    }

    public RingEndpoint patch() {
        return request -> call(EndpointName.APP_INTEGRATIONS_PATCH, request, this::update);
    }

    /** One-way apps cannot unlink. */
    public RingEndpoint delete() {
        return request -> new Call(
                EndpointName.APP_INTEGRATIONS_DELETE,
                gatekeeper.subject(request),
                () -> gatekeeper.admit(
                        request,
                        holder -> Answer.error(
                                403, "Out of Scope Access", "Only partner-initiated apps may remove a link.")));
    }

    private Call call(EndpointName name, ApiRequest request, BiFunction<Installation, IntegrationBody, Answer> work) {
        return new Call(
                name,
                gatekeeper.subject(request),
                () -> gatekeeper.admit(
                        request,
                        holder -> installations
                                .find(holder.installation())
                                .map(installation -> IntegrationBody.parse(request)
                                        .map(body -> typed(request, work.apply(installation, body)))
                                        .orElseGet(() ->
                                                Answer.error(400, "Bad Request", "The body is not a JSON object.")))
                                .orElseGet(AppIntegrationsEndpoint::notFound)));
    }

    private Answer confirm(Installation installation, IntegrationBody body) {
        String nonce = body.nonce();
        if (nonce == null) {
            return body.explain(Answer.error(400, "Missing Required Fields", "nonce is required."));
        }
        return switch (installation.confirm(
                nonce,
                body.accountIdentifier(),
                clock.instant(),
                settings.get().api().repost())) {
            case Confirmation.Accepted(InstallationStatus status, boolean repeated) -> {
                if (!repeated) {
                    counters.count(Counter.INTEGRATIONS_POSTED);
                }
                ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("status", Choice.name(status));
                Answer answer = render(installation, attributes);
                yield repeated ? answer.remarked("nonce posted again after it was accepted") : answer;
            }
            case Confirmation.InvalidNonce(String reason) -> invalidNonce(installation, reason);
            case Confirmation.UnknownNonce _ ->
                invalidNonce(installation, diagnosis(installation).of(nonce));
            case Confirmation.InvalidTransition(InstallationStatus from) -> invalidTransition(from);
            case Confirmation.Removed _ -> notFound();
        };
    }

    private Answer invalidNonce(Installation installation, String reason) {
        installation.refused(reason);
        counters.count(Counter.INVALID_NONCES);
        return Answer.error(400, "Invalid Nonce", "The nonce is invalid or has expired.")
                .remarked(reason);
    }

    private NonceDiagnosis diagnosis(Installation installation) {
        Placement placement = installation.placement();
        return new NonceDiagnosis(
                apps.get(placement.app()).credentials().key(), placement.account(), installation.redirects());
    }

    /** Ring documents one content type; a body of another one is read all the same. */
    private static Answer typed(ApiRequest request, Answer answer) {
        String type = request.mediaType();
        return type.equals("application/json")
                ? answer
                : answer.remarked((type.isEmpty() ? "no Content-Type" : "Content-Type is " + type)
                        + ": Ring documents application/json");
    }

    private Answer update(Installation installation, IntegrationBody body) {
        if (body.status() == null && body.accountIdentifier() == null) {
            return body.explain(
                    Answer.error(400, "Missing Required Fields", "status or account_identifier is required."));
        }
        InstallationStatus status = body.status() == null ? null : settable(body.status());
        if (body.status() != null && status == null) {
            return Answer.error(400, "Invalid Status Transition", "status must be completed or awaiting.");
        }
        return switch (installation.update(status, body.accountIdentifier(), clock.instant())) {
            case Progress.Updated(boolean firstTime) -> {
                if (firstTime) {
                    counters.count(Counter.INTEGRATIONS_COMPLETED);
                    completed.accept(installation);
                }
                ObjectNode attributes = JsonNodeFactory.instance.objectNode();
                installation.accountIdentifier().ifPresent(text -> attributes.put("account_identifier", text));
                attributes.put("status", Choice.name(installation.status()));
                attributes.put("updated_at", inSeconds(installation.updatedAt()));
                yield render(installation, attributes);
            }
            case Progress.InvalidTransition(InstallationStatus from) -> invalidTransition(from);
            case Progress.Removed _ -> notFound();
        };
    }

    private static @Nullable InstallationStatus settable(String status) {
        return switch (status) {
            case "completed" -> InstallationStatus.COMPLETED;
            case "awaiting" -> InstallationStatus.AWAITING;
            default -> null;
        };
    }

    private Answer render(Installation installation, ObjectNode attributes) {
        return switch (settings.get().api().envelope()) {
            case FLAT -> Answer.json(200, attributes);
            case JSON_API -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.putObject("data")
                        .put("type", "app-integrations")
                        .put(
                                "id",
                                apps.get(installation.placement().app())
                                        .credentials()
                                        .clientId())
                        .set("attributes", attributes);
                body.putObject("meta").put("time", inSeconds(clock.instant()));
                yield Answer.json(200, body);
            }
        };
    }

    private static String inSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Answer invalidTransition(InstallationStatus from) {
        return Answer.error(400, "Invalid Status Transition", "The integration is " + Choice.name(from) + ".");
    }

    private static Answer notFound() {
        return Answer.error(404, "Not Found", "There is no app integration for this token.");
    }
}
