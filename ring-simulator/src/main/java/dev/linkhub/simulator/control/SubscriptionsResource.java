package dev.linkhub.simulator.control;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.subscription.Subscription;
import dev.linkhub.simulator.subscription.SubscriptionType;
import dev.linkhub.simulator.subscription.Subscriptions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /control/subscriptions}. */
final class SubscriptionsResource {

    private static final Duration PERIOD = Duration.ofDays(30);
    private static final String SOME_PLAN = "4f6e3a52-6d0c-4f0e-9a55-0d6f4c1b8a10";

    private final Subscriptions subscriptions;
    private final Installations installations;
    private final RingAccounts accounts;
    private final InstantSource clock;

    SubscriptionsResource(
            Subscriptions subscriptions, Installations installations, RingAccounts accounts, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.installations = installations;
        this.accounts = accounts;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.post("/control/subscriptions", this::activate);
        routes.get(
                "/control/subscriptions",
                context -> Json.list(
                        context, subscriptions.all().stream().map(View::of).toList()));
        routes.post("/control/subscriptions/{subscription}/deactivate", this::deactivate);
    }

    private record View(
            String id,
            String subType,
            String status,
            @Nullable String planId,
            Instant expiresAt,
            List<String> devices) {

        static View of(Subscription subscription) {
            return new View(
                    subscription.id(),
                    Choice.name(subscription.terms().type()),
                    subscription.active() ? "active" : "inactive",
                    subscription.terms().planId(),
                    subscription.terms().expiresAt(),
                    subscription.devices());
        }
    }

    private void activate(Context context) {
        Body body = Body.of(context);
        SubscriptionType type = body.choice("sub_type", SubscriptionType.class);
        String plan = body.optionalText("plan_id").orElse(type == SubscriptionType.PAID ? SOME_PLAN : null);
        Instant expiry = body.optionalInstant("expires_at")
                .orElseGet(() -> clock.instant().plus(PERIOD));
        Subscription.Terms terms = body.build("plan_id", () -> new Subscription.Terms(type, plan, expiry));
        Installation installation = installations.get(body.text("installation"));
        List<String> devices = body.optionalTexts("devices")
                .orElseGet(() -> installation.placement().devices());
        body.end();
        RingAccount account = accounts.get(installation.placement().account());
        devices.forEach(account::device);
        Json.answer(context, 201, View.of(subscriptions.activate(installation, terms, devices)));
    }

    private void deactivate(Context context) {
        Body.of(context).end();
        Json.answer(context, 200, View.of(subscriptions.deactivate(context.pathParam("subscription"))));
    }
}
