package dev.linkhub.simulator.client;

import dev.linkhub.simulator.subscription.SubscriptionType;
import java.util.List;
import java.util.Map;

/** What users pay for an app, or try. */
public final class SubscriptionsClient {

    private final ControlHttp http;

    SubscriptionsClient(ControlHttp http) {
        this.http = http;
    }

    /** Gives the app a subscription for 30 days and all devices it may see; sends {@code subscription_activated}. */
    public SubscriptionDetails start(String installation, SubscriptionType type) {
        return http.post(
                "/subscriptions", Map.of("installation", installation, "sub_type", type), SubscriptionDetails.class);
    }

    /** Ends a subscription; sends {@code subscription_deactivated}. */
    public SubscriptionDetails end(String subscription) {
        return http.post("/subscriptions/" + subscription + "/deactivate", Map.of(), SubscriptionDetails.class);
    }

    /** Oldest first, with those that have ended. */
    public List<SubscriptionDetails> all() {
        return http.list("/subscriptions", SubscriptionDetails.class);
    }
}
