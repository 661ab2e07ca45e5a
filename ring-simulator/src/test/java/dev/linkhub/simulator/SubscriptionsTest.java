package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.START;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.SubscriptionDetails;
import dev.linkhub.simulator.subscription.SubscriptionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ring-contract.md §9, the row about subscriptions, and their events (§6). */
class SubscriptionsTest {

    private static final String PATH = "/v1/accounts/me/subscriptions";

    private final Stage stage = new Stage();
    private final String door = stage.account.devices().getFirst().id();
    private final String garden = stage.account.devices().get(1).id();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aPaidSubscriptionIsAnnouncedAndListed() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        assertThat(json(stage.get(PATH, access)).path("data")).isEmpty();

        SubscriptionDetails paid = stage.client.subscriptions().start(installation.id(), SubscriptionType.PAID);

        JsonNode event = latestEvent();
        JsonNode listed = json(stage.get(PATH, access)).at("/data/0");
        assertThat(event.at("/data/type").asText()).isEqualTo("subscription_activated");
        assertThat(event.at("/data/attributes/source_id").asText()).isEqualTo(paid.id());
        assertThat(event.at("/data/attributes/plan_id").asText()).isEqualTo(paid.planId());
        assertThat(event.at("/data/relationships/devices/data").toString()).isEqualTo(devices("device"));
        assertThat(event.at("/data/relationships/subscriptions/links/self").asText())
                .isEqualTo(PATH);
        assertThat(listed.path("type").asText()).isEqualTo("subscriptions");
        assertThat(listed.path("id").asText()).isEqualTo(paid.id());
        assertThat(listed.path("attributes").toString())
                .isEqualTo("{\"sub_type\":\"paid\",\"status\":\"active\",\"plan_id\":\"" + paid.planId()
                        + "\",\"expires_at\":\"" + START.plus(Duration.ofDays(30)) + "\",\"created_at\":\"" + START
                        + "\"}");
        assertThat(listed.at("/relationships/devices/data").toString()).isEqualTo(devices("devices"));
    }

    @Test
    void aTrialHasNoPlanAndEnds() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        SubscriptionDetails trial = stage.client.subscriptions().start(installation.id(), SubscriptionType.TRIAL);
        assertThat(latestEvent().at("/data/attributes/plan_id").isNull()).isTrue();
        assertThat(latestEvent().at("/data/attributes").has("expires_at")).isTrue();

        SubscriptionDetails ended = stage.client.subscriptions().end(trial.id());

        assertThat(ended.status()).isEqualTo("inactive");
        assertThat(stage.client.subscriptions().all()).containsExactly(ended);
        assertThat(latestEvent().at("/data/type").asText()).isEqualTo("subscription_deactivated");
        assertThat(latestEvent().at("/data/attributes/source_id").asText()).isEqualTo(trial.id());
        assertThat(latestEvent().at("/data/attributes").has("expires_at")).isFalse();
        JsonNode attributes = json(stage.get(PATH, access)).at("/data/0/attributes");
        assertThat(attributes.path("status").asText()).isEqualTo("inactive");
        assertThat(attributes.path("plan_id").isNull()).isTrue();
        assertThatThrownBy(() -> stage.client.subscriptions().end(trial.id())).hasMessageContaining("no active");
    }

    @Test
    void aPageHasTwentyFive() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        for (int i = 0; i < 26; i++) {
            stage.client.subscriptions().start(installation.id(), SubscriptionType.PAID);
        }

        JsonNode first = json(stage.get(PATH, access));
        JsonNode second = json(stage.get(first.at("/links/next").asText(), access));

        assertThat(first.at("/links/next").asText()).startsWith(PATH + "?page[cursor]=");
        assertThat(first.path("data")).hasSize(25);
        assertThat(second.has("links")).isFalse();
        List<String> ids = new ArrayList<>();
        first.path("data").forEach(one -> ids.add(one.path("id").asText()));
        second.path("data").forEach(one -> ids.add(one.path("id").asText()));
        assertThat(ids)
                .containsExactlyElementsOf(stage.client.subscriptions().all().stream()
                        .map(SubscriptionDetails::id)
                        .toList());
        assertThat(title(stage.get(PATH + "?page[cursor]=x", access))).isEqualTo("400 Bad Request");
    }

    @Test
    void subscriptionsOfARemovedAppAreNotThoseOfItsNextInstallation() {
        InstallationDetails first = stage.install();
        SubscriptionDetails paid = stage.client.subscriptions().start(first.id(), SubscriptionType.PAID);
        stage.client.remove(first.id());
        int before = stage.partner.received("/webhook").size();

        stage.client.subscriptions().end(paid.id());

        assertThat(stage.partner.received("/webhook"))
                .as("a removed app hears nothing")
                .hasSize(before);
        assertThatThrownBy(() -> stage.client.subscriptions().start(first.id(), SubscriptionType.PAID))
                .hasMessageContaining("has been removed");
        String access = stage.confirm(stage.install());
        assertThat(json(stage.get(PATH, access)).path("data")).isEmpty();
    }

    @Test
    void subscriptionsAreClosedUntilTheNonceIsPostedAndFaultsStrikeThem() {
        InstallationDetails installation = stage.install();
        String access = Stage.pair(stage.redeem(stage.code())).access();
        assertThat(title(stage.get(PATH, access))).isEqualTo("403 Out of Scope Access");
        stage.postNonce(access, installation.redirect().nonce());
        stage.client.fault(NewFault.answering("subscriptions", 422));

        assertThat(stage.get(PATH, access).statusCode()).isEqualTo(422);
        assertThat(stage.get(PATH, access).statusCode()).isEqualTo(200);
        assertThat(stage.client.requests("subscriptions")).hasSize(3);
    }

    private String devices(String type) {
        return "[{\"type\":\"" + type + "\",\"id\":\"" + door + "\"},{\"type\":\"" + type + "\",\"id\":\"" + garden
                + "\"}]";
    }

    private JsonNode latestEvent() {
        return json(stage.partner.received("/webhook").getLast().text());
    }
}
