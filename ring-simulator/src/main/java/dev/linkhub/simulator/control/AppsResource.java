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
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code /control/apps}. */
final class AppsResource {

    private static final String[] URLS = {"token_exchange", "account_link", "webhook", "app_homepage"};

    private final RingApps apps;

    AppsResource(RingApps apps) {
        this.apps = apps;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/apps", this::create);
        routes.get(
                "/control/apps",
                context -> Json.list(context, apps.all().stream().map(View::of).toList()));
        routes.get(
                "/control/apps/{app}",
                context -> Json.answer(context, 200, View.of(apps.get(context.pathParam("app")))));
        routes.put("/control/apps/{app}/environments/{environment}", this::setUrls);
    }

    private record View(
            String id,
            String name,
            String clientId,
            String clientSecret,
            String hmacKey,
            Map<String, Urls> environments) {

        private record Urls(URI tokenExchange, URI accountLink, URI webhook, URI appHomepage) {}

        static View of(RingApp app) {
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
                    environments);
        }
    }

    private void create(Context context) {
        Body body = Body.of(context);
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
        Json.answer(context, 201, View.of(body.build("name", () -> apps.create(name, credentials, environments))));
    }

    private void setUrls(Context context) {
        String app = apps.get(context.pathParam("app")).id();
        RingEnvironment environment = Choice.parse(RingEnvironment.class, context.pathParam("environment"))
                .orElseThrow(() -> new Unprocessable("environment", "choices: " + Choice.all(RingEnvironment.class)));
        PartnerUrls urls = urls(Body.of(context));
        Json.answer(context, 200, View.of(apps.setUrls(app, environment, urls)));
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
