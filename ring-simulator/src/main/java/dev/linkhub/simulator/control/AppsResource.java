package dev.linkhub.simulator.control;

import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.standing.Standing;
import dev.linkhub.simulator.standing.Standings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /control/apps}. */
final class AppsResource {

    private static final String[] URLS = {"token_exchange", "account_link", "webhook", "app_homepage"};

    private final RingApps apps;
    private final Standings standings;

    AppsResource(RingApps apps, Standings standings) {
        this.apps = apps;
        this.standings = standings;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/apps", this::create);
        routes.get(
                "/control/apps",
                context ->
                        Json.list(context, apps.all().stream().map(this::view).toList()));
        routes.get(
                "/control/apps/{app}", context -> Json.answer(context, 200, view(apps.get(context.pathParam("app")))));
        routes.put("/control/apps/{app}/environments/{environment}", this::setUrls);
        routes.post("/control/apps/{app}/environments/{environment}/webhook/enable", this::enableWebhook);
    }

    private record View(
            String id,
            String name,
            String clientId,
            String clientSecret,
            String hmacKey,
            Map<String, Urls> environments,
            Map<String, Webhook> webhooks) {

        private record Urls(URI tokenExchange, URI accountLink, URI webhook, URI appHomepage) {}

        /** {@code refusals}: answers with 4xx in a row. */
        private record Webhook(
                boolean disabled, int refusals, @Nullable Instant disabledAt) {}

        static View of(RingApp app, Standings standings) {
            Map<String, Webhook> webhooks = new TreeMap<>();
            app.environments().keySet().forEach(environment -> {
                Standing standing = standings.of(app.id(), environment);
                webhooks.put(
                        Choice.name(environment),
                        new Webhook(standing.isDisabled(), standing.refusals(), standing.disabledAt()));
            });
            Map<String, Urls> environments = new TreeMap<>();
            app.environments()
                    .forEach((environment, urls) -> environments.put(
                            Choice.name(environment),
                            new Urls(urls.tokenExchange(), urls.accountLink(), urls.webhook(), urls.appHomepage())));
            Credentials credentials = app.credentials();
            return new View(
                    app.id(),
                    app.name(),
                    credentials.clientId(),
                    credentials.revealClientSecret(),
                    credentials.key().reveal(),
                    environments,
                    webhooks);
        }
    }

    private View view(RingApp app) {
        return View.of(app, standings);
    }

    private void create(Context context) {
        Body body = Body.of(context);
        String id = body.optionalText("id").orElse(null);
        String name = body.text("name");
        String clientId = body.optionalText("client_id").orElseGet(() -> "ava1.ring.client." + RandomText.base62(20));
        String secret = body.optionalText("client_secret").orElseGet(() -> RandomText.base62(43));
        SigningKey key = new SigningKey(body.optionalText("hmac_key").orElseGet(RandomText::hmacKey));
        Map<RingEnvironment, PartnerUrls> environments = new EnumMap<>(RingEnvironment.class);
        body.optionalObject("environments").ifPresent(object -> {
            for (RingEnvironment environment : RingEnvironment.values()) {
                object.optionalObject(Choice.name(environment))
                        .ifPresent(urls -> environments.put(environment, urls(urls)));
            }
            object.end();
        });
        body.end();
        Credentials credentials = body.build("client_id", () -> new Credentials(clientId, secret, key));
        Json.answer(context, 201, view(body.build("name", () -> apps.create(id, name, credentials, environments))));
    }

    private void setUrls(Context context) {
        String app = apps.get(context.pathParam("app")).id();
        RingEnvironment environment = environment(context);
        PartnerUrls urls = urls(Body.of(context));
        Json.answer(context, 200, view(apps.setUrls(app, environment, urls)));
    }

    private void enableWebhook(Context context) {
        RingApp app = apps.get(context.pathParam("app"));
        RingEnvironment environment = environment(context);
        Body.of(context).end();
        standings.enable(app.id(), environment);
        Json.answer(context, 200, view(app));
    }

    private static RingEnvironment environment(Context context) {
        return Choice.parse(RingEnvironment.class, context.pathParam("environment"))
                .orElseThrow(() -> new Unprocessable("environment", "choices: " + Choice.all(RingEnvironment.class)));
    }

    private static PartnerUrls urls(Body body) {
        URI[] urls = new URI[URLS.length];
        for (int i = 0; i < URLS.length; i++) {
            String field = URLS[i];
            String text = body.text(field);
            urls[i] = body.build(field, () -> web(text));
        }
        body.end();
        return new PartnerUrls(urls[0], urls[1], urls[2], urls[3]);
    }

    private static URI web(String text) {
        URI url = URI.create(text);
        if (!PartnerUrls.isWeb(url)) {
            throw new IllegalArgumentException("must be an absolute http or https address without a fragment");
        }
        return url;
    }
}
