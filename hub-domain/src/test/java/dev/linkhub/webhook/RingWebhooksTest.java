package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.audit.Actor;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.NewApp;
import dev.linkhub.partnerapp.NewCredentials;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import dev.linkhub.webhook.RingWebhooks.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RingWebhooksTest extends WebhookJourney {

    @ParameterizedTest
    @MethodSource("vectors")
    void whatTheSharedVectorsSignIsStoredAsItCame(JsonNode vector) {
        TenantScope tenant = app.tenant().scope();
        Secret key = Secret.of(vector.get("hmac_key").asText());
        String slug = "vector-" + Integer.toHexString(vector.hashCode());
        var signing = apps.create(
                tenant, new NewApp(slug, slug, new NewCredentials("client", Secret.of("s"), key)), Actor.OPERATOR);
        AppEndpoint endpoint = new AppEndpoint(signing, Environment.STAGING);
        byte[] body = vector.get("raw_body").asText().getBytes(UTF_8);

        assertThat(webhooks.receive(endpoint, body, vector.get("x_signature").asText()))
                .isEqualTo(Answer.STORED);
        assertThat(bodies(tenant, signing.appId())).containsExactly(body);
    }

    @Test
    void theSignatureIsOverTheBytesAndNotOverWhatTheyMean() {
        verified();
        byte[] body = removal("r-1");
        String signature = SignedBody.signature(app, body);
        byte[] sameMeaning = new String(body, UTF_8).replace("\n ", "").getBytes(UTF_8);

        assertThat(receive(sameMeaning, signature)).isEqualTo(Answer.BAD_SIGNATURE);
        assertThat(find("r-1")).isNull();
        assertThat(receive(body, signature)).isEqualTo(Answer.STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "garbage", "upper", "unprefixed", "another"})
    void aSignatureThatIsWrongInAnyWayStoresNothing(String how) {
        verified();
        byte[] body = removal("r-1");
        String right = SignedBody.signature(app, body);
        String wrong = switch (how) {
            case "upper" -> right.toUpperCase(java.util.Locale.ROOT);
            case "unprefixed" -> right.substring("sha256=".length());
            case "another" -> SignedBody.signature("another app's key", body);
            default -> how;
        };

        assertThat(receive(body, wrong)).isEqualTo(Answer.BAD_SIGNATURE);
        assertThat(receive(body, null)).isEqualTo(Answer.BAD_SIGNATURE);
        assertThat(find("r-1")).isNull();
    }

    @Test
    void untilTheKeyHasVerifiedSomethingAMissingSignatureIsOurFaultAsMuchAsAWrongOne() {
        byte[] body = removal("r-1");
        assertThat(receive(body, null)).isEqualTo(Answer.KEY_NEVER_VERIFIED);
        assertThat(receive(body, "sha256=00")).isEqualTo(Answer.KEY_NEVER_VERIFIED);
        assertThat(find("r-1")).isNull();

        verified();
        assertThat(receive(body, null)).isEqualTo(Answer.BAD_SIGNATURE);
        assertThat(receive(body, "sha256=00")).isEqualTo(Answer.BAD_SIGNATURE);

        apps.replaceCredentials(
                app.tenant().scope(),
                app.app().appId(),
                new NewCredentials(null, null, Secret.of("mistyped")),
                Actor.OPERATOR);
        assertThat(receive(body, null)).as("a new key is unsure again").isEqualTo(Answer.KEY_NEVER_VERIFIED);
        assertThat(receive(body, SignedBody.signature(app, body)))
                .as("and Ring still signs with the right one")
                .isEqualTo(Answer.KEY_NEVER_VERIFIED);
    }

    @Test
    void theKeyOfOneAppSaysNothingForAnother() {
        Onboarded neighbour =
                ring.onboard(app.tenant(), "neighbour-" + app.app().slug());
        byte[] body = removal("r-1");

        assertThat(webhooks.receive(neighbour.production(), body, SignedBody.signature(app, body)))
                .isEqualTo(Answer.KEY_NEVER_VERIFIED);
        assertThat(rows.find(app.tenant().tenantId(), neighbour.app().appId(), "r-1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"meta\":"})
    void whatIsRightlySignedAndNotJsonIsRefusedForGood(String raw) {
        byte[] body = raw.getBytes(UTF_8);

        assertThat(receive(body, SignedBody.signature(app, body))).isEqualTo(Answer.NOT_JSON);
        assertThat(bodies(app.tenant().scope(), app.app().appId())).isEmpty();
        assertThat(receive(removal("r-1"), null)).as("the key is right").isEqualTo(Answer.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":{\"type\":\"moon_landing_detected\"}}",
                "{\"meta\":{\"version\":\"9\"},\"more\":[1]}"
            })
    void anEventOfAKindNobodyKnowsIsStoredOnceLikeAnyOther(String raw) {
        byte[] body = raw.getBytes(UTF_8);
        String signature = SignedBody.signature(app, body);

        assertThat(receive(body, signature)).isEqualTo(Answer.STORED);
        assertThat(receive(body, signature)).isEqualTo(Answer.STORED);
        assertThat(bodies(app.tenant().scope(), app.app().appId())).containsExactly(body);
    }

    private static Stream<JsonNode> vectors() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(RingWebhooksTest.class.getResourceAsStream("/vectors/ring-signatures.json"))) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("webhook_signature").spliterator(), false);
        }
    }
}
