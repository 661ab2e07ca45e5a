package dev.linkhub.simulator.control;

import dev.linkhub.simulator.settings.ApiErrors;
import dev.linkhub.simulator.settings.ApiSettings;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.settings.CodeEncoding;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.settings.EndpointDisabling;
import dev.linkhub.simulator.settings.Envelope;
import dev.linkhub.simulator.settings.JourneySettings;
import dev.linkhub.simulator.settings.PreviousAccessToken;
import dev.linkhub.simulator.settings.RateCount;
import dev.linkhub.simulator.settings.RateLimit;
import dev.linkhub.simulator.settings.Repost;
import dev.linkhub.simulator.settings.Rotation;
import dev.linkhub.simulator.settings.Settings;
import dev.linkhub.simulator.settings.SubTypePlace;
import dev.linkhub.simulator.settings.TokenSettings;
import dev.linkhub.simulator.settings.Unauthorized;
import dev.linkhub.simulator.settings.WebhookOrder;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /control/settings}: one flat object; a PUT changes the settings it names and leaves the others. */
final class SettingsResource {

    private final CurrentSettings settings;

    SettingsResource(CurrentSettings settings) {
        this.settings = settings;
    }

    void register(RoutesConfig routes) {
        routes.get("/control/settings", context -> Json.answer(context, 200, view(settings.get())));
        routes.put("/control/settings", this::change);
    }

    private void change(Context context) {
        Body body = Body.of(context);
        Settings now = settings.get();
        TokenSettings tokens = new TokenSettings(
                body.optionalParsed("rotation", Rotation::parse)
                        .orElse(now.tokens().rotation()),
                body.optionalChoice("previous_access_token", PreviousAccessToken.class)
                        .orElse(now.tokens().previousAccessToken()));
        ApiSettings api = new ApiSettings(
                body.optionalChoice("unauthorized", Unauthorized.class)
                        .orElse(now.api().unauthorized()),
                body.optionalChoice("api_errors", ApiErrors.class)
                        .orElse(now.api().errors()),
                body.optionalChoice("envelope", Envelope.class).orElse(now.api().envelope()),
                body.optionalChoice("repost", Repost.class).orElse(now.api().repost()));
        SubTypePlace place =
                body.optionalChoice("sub_type_place", SubTypePlace.class).orElse(now.subTypePlace());
        CodeEncoding encoding = body.optionalChoice("code_encoding", CodeEncoding.class)
                .orElse(now.journey().codeEncoding());
        Duration patience = body.optionalDuration("token_exchange_patience")
                .orElse(now.journey().codePatience());
        int retries = body.optionalNumber("token_exchange_retries", 0, JourneySettings.MOST_RETRIES)
                .orElse(now.journey().codeRetries());
        WebhookOrder order = body.optionalChoice("webhook_order", WebhookOrder.class)
                .orElse(now.journey().webhookOrder());
        RateLimit rateLimit = new RateLimit(
                body.optionalNumber("rate_limit", 0, RateLimit.MOST)
                        .orElse(now.rateLimit().perSecond()),
                body.optionalChoice("rate_limit_counts", RateCount.class)
                        .orElse(now.rateLimit().counting()));
        EndpointDisabling disabling = body.optionalChoice("endpoint_disabling", EndpointDisabling.class)
                .orElse(now.endpointDisabling());
        body.end();
        JourneySettings journey =
                body.build("token_exchange_patience", () -> new JourneySettings(encoding, patience, retries, order));
        settings.set(new Settings(tokens, api, place, journey, rateLimit, disabling));
        Json.answer(context, 200, view(settings.get()));
    }

    private static Map<String, String> view(Settings settings) {
        Map<String, String> view = new LinkedHashMap<>();
        view.put("rotation", settings.tokens().rotation().toString());
        view.put("previous_access_token", Choice.name(settings.tokens().previousAccessToken()));
        view.put("unauthorized", Choice.name(settings.api().unauthorized()));
        view.put("api_errors", Choice.name(settings.api().errors()));
        view.put("envelope", Choice.name(settings.api().envelope()));
        view.put("repost", Choice.name(settings.api().repost()));
        view.put("sub_type_place", Choice.name(settings.subTypePlace()));
        view.put("code_encoding", Choice.name(settings.journey().codeEncoding()));
        view.put("token_exchange_patience", settings.journey().codePatience().toString());
        view.put("token_exchange_retries", Integer.toString(settings.journey().codeRetries()));
        view.put("webhook_order", Choice.name(settings.journey().webhookOrder()));
        view.put("rate_limit", Integer.toString(settings.rateLimit().perSecond()));
        view.put("rate_limit_counts", Choice.name(settings.rateLimit().counting()));
        view.put("endpoint_disabling", Choice.name(settings.endpointDisabling()));
        return view;
    }
}
