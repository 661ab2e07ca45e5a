package dev.linkhub.api.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.setting.InvalidSetting;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class RingLimitsTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "hub.token-exchange-rate",
                "1",
                "hub.token-exchange-burst",
                "2",
                "hub.webhook-rate",
                "1",
                "hub.trusted-proxies",
                "127.0.0.1,::1");
    }

    @Test
    void aSourceOverItsRateIs429BeforeItsEndpointKeyIsLookedUpAndOthersAreNot() {
        Answer answer = post("203.0.113.1");
        for (int i = 0; i < 20 && answer.status() == 404; i++) {
            answer = post("203.0.113.1");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("RateLimit")).startsWith("\"token-exchange\";r=0;t=");
        assertThat(post("203.0.113.2").status()).isEqualTo(404);
    }

    @Test
    void anAppOverItsRateOfWebhooksIsAskedToComeAgainAndOtherAppsAreNot() {
        String key = tenants.key(tenants.tenant());
        String busy = webhookOf(key, "busy");
        String quiet = webhookOf(key, "quiet");
        Answer answer = webhook(busy);
        for (int i = 0; i < 50 && !isOverItsRate(answer); i++) {
            answer = webhook(busy);
        }

        assertThat(isOverItsRate(answer)).as(answer.toString()).isTrue();
        assertThat(answer.status()).as("a 4xx would be Ring's last word on it").isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(isOverItsRate(webhook(quiet))).isFalse();
    }

    private static boolean isOverItsRate(Answer webhook) {
        return webhook.header("RateLimit").startsWith("\"webhook\";r=0;t=");
    }

    @Test
    void wrongLimitsStopTheStart() {
        assertThatThrownBy(() -> new RingLimits("0", "600", "500"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_TOKEN_EXCHANGE_RATE=0 ");
        assertThatThrownBy(() -> new RingLimits("200", "0", "500"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_TOKEN_EXCHANGE_BURST=0 ");
        assertThatThrownBy(() -> new RingLimits("200", "600", "0"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_WEBHOOK_RATE=0 ");
    }

    /** The path of an app's webhooks. */
    private String webhookOf(String key, String slug) {
        JsonNode made = http.as(key)
                .post(
                        "/api/v1/apps",
                        "{\"slug\":\"%s\",\"name\":\"A\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}"
                                .formatted(slug))
                .json();
        return URI.create(made.get("urls").get("staging").get("webhook").getStringValue())
                .getPath();
    }

    private Answer webhook(String path) {
        return http.anonymously()
                .send("POST", path, BodyPublishers.ofString("{}"), "X-Signature", "sha256=" + "0".repeat(64));
    }

    private Answer post(String source) {
        return http.anonymously()
                .send(
                        "POST",
                        "/ring/4Zk3mWq9TtB7xYc2LpVd0s/token-exchange",
                        BodyPublishers.ofString("code=x"),
                        "X-Forwarded-For",
                        source);
    }
}
