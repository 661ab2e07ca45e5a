package dev.linkhub.api.ring;

import dev.linkhub.api.limit.TokenBuckets;
import dev.linkhub.setting.Ranges;
import dev.linkhub.source.ClientAddress;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;

/**
 * {@code HUB_TOKEN_EXCHANGE_RATE} and {@code HUB_TOKEN_EXCHANGE_BURST} per source address, {@code HUB_WEBHOOK_RATE} per app
 * (requests a second), and how large each body may be.
 */
@Context
class RingLimits {

    /** A code is a few hundred bytes. */
    static final int TOKEN_EXCHANGE_BODY = 16 * 1024;

    /** The most that Ring sends of one event. */
    static final int WEBHOOK_BODY = 256 * 1024;

    private final TokenBuckets tokenExchange;
    private final TokenBuckets webhook;

    RingLimits(
            @Property(name = "hub.token-exchange-rate", defaultValue = "200") String tokenExchangeRate,
            @Property(name = "hub.token-exchange-burst", defaultValue = "600") String tokenExchangeBurst,
            @Property(name = "hub.webhook-rate", defaultValue = "500") String webhookRate) {
        tokenExchange = new TokenBuckets(
                "token-exchange",
                Ranges.number("hub.token-exchange-rate", tokenExchangeRate, 1, 100_000),
                Ranges.number("hub.token-exchange-burst", tokenExchangeBurst, 1, 1_000_000));
        int perApp = Ranges.number("hub.webhook-rate", webhookRate, 1, 100_000);
        webhook = new TokenBuckets("webhook", perApp, perApp);
    }

    /** Counts a code, before anything is looked up for it. */
    void countCode(ClientAddress source) {
        tokenExchange.take(source.rateKey()).require();
    }

    /** Counts a webhook. Ring never sends one again that was answered with a 4xx ({@code ring-contract.md} §6). */
    void countWebhook(String appId) {
        webhook.take(appId).requireOrLater();
    }
}
