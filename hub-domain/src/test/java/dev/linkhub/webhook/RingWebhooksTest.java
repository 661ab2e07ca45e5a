package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.audit.Actor;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.partnerapp.PartnerApps.NewApp;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import dev.linkhub.webhook.RingWebhooks.Answer;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RingWebhooksTest extends JourneyTest {

    private static final String ACCOUNT = "ava1.ring.account.NOBODYS";

    @Inject
    RingWebhooks webhooks;

    @Inject
    EventRows rows;

    @Inject
    PartnerApps apps;

    @Inject
    InterruptibleDatabase database;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Onboarded app;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.test.pool", "interruptible");
        return properties;
    }

    @BeforeEach
    void anApp() {
        app = ring.onboard();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatTheSharedVectorsSignIsStoredAsItCame(JsonNode vector) {
        TenantScope tenant = app.tenant().scope();
        Secret key = Secret.of(vector.get("hmac_key").asText());
        String slug = "vector-" + Integer.toHexString(vector.hashCode());
        var signing = apps.create(tenant, new NewApp(slug, slug, "client", Secret.of("s"), key), Actor.OPERATOR);
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

        apps.replaceCredentials(app.tenant().scope(), app.app().appId(), null, Secret.of("mistyped"), Actor.OPERATOR);
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

    @Test
    void theSameRequestIdIsStoredOnceWhateverComesUnderIt() {
        byte[] first = removal("r-1");
        clock.advance(Duration.ofSeconds(1));
        byte[] second = removal("r-1");
        assertThat(second).isNotEqualTo(first);

        assertThat(receive(first, SignedBody.signature(app, first))).isEqualTo(Answer.STORED);
        assertThat(receive(second, SignedBody.signature(app, second))).isEqualTo(Answer.STORED);
        assertThat(bodies(app.tenant().scope(), app.app().appId())).containsExactly(first);
    }

    @Test
    void theSameRequestIdOfTwoAppsIsTwoEvents() {
        Onboarded other = ring.onboard();
        byte[] body = removal("r-1");

        assertThat(receive(body, SignedBody.signature(app, body))).isEqualTo(Answer.STORED);
        assertThat(webhooks.receive(other.production(), body, SignedBody.signature(other, body)))
                .isEqualTo(Answer.STORED);
        assertThat(rows.find(other.tenant().tenantId(), other.app().appId(), "r-1"))
                .isPresent();
    }

    @RepeatedTest(5)
    void ofManyDeliveriesAtOnceOneIsStoredAndAllAreThankedFor() throws Exception {
        byte[] body = removal("r-1");
        String signature = SignedBody.signature(app, body);
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deliveries.add(() -> receive(body, signature));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(deliveries)) {
                assertThat(answer.get()).isEqualTo(Answer.STORED);
            }
        }
        assertThat(bodies(app.tenant().scope(), app.app().appId())).containsExactly(body);
    }

    @Test
    void whatCannotBeStoredIsNotThankedForAndRingsNextTryIsTaken() {
        verified();
        byte[] body = removal("r-1");
        String signature = SignedBody.signature(app, body);
        AppEndpoint endpoint = endpoint();

        database.refuse(1, 1);
        assertThatThrownBy(() -> webhooks.receive(endpoint, body, signature)).isInstanceOf(RuntimeException.class);
        assertThat(database.isWhole()).isTrue();
        assertThat(find("r-1")).isNull();
        assertThat(webhooks.receive(endpoint, body, signature)).isEqualTo(Answer.STORED);
        assertThat(find("r-1")).isNotNull();
    }

    @Test
    void theAnswerComesAfterTheCommitAndAWorkerComesByWhateverHappensThen() {
        StoredEvents events = hub.getBean(StoredEvents.class);
        byte[] body = removal("r-1");
        assertThat(events.store(endpoint(), EventBody.read(body).orElseThrow(), body))
                .isTrue();

        assertThat(find("r-1")).satisfies(event -> assertThat(event.appliedAt()).isNull());
        String instance = app.tenant().tenantId() + "/" + app.app().appId() + "/r-1";
        assertThat(count(
                        "SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'apply-event' AND task_instance = ?",
                        instance))
                .isEqualTo(1);

        database.loseAcknowledgements(1);
        byte[] unheard = removal("r-2");
        assertThatThrownBy(
                        () -> events.store(endpoint(), EventBody.read(unheard).orElseThrow(), unheard))
                .as("who does not know that it is stored says that it is not")
                .isInstanceOf(RuntimeException.class);
        assertThat(events.store(endpoint(), EventBody.read(unheard).orElseThrow(), unheard))
                .isFalse();
        assertThat(find("r-2")).isNotNull();
    }

    /** By something that leaves nothing to be done in the background. */
    private void verified() {
        byte[] body = "not json".getBytes(UTF_8);
        assertThat(receive(body, SignedBody.signature(app, body))).isEqualTo(Answer.NOT_JSON);
    }

    private Answer receive(byte[] body, @Nullable String signature) {
        return webhooks.receive(endpoint(), body, signature);
    }

    /** As each call finds it. */
    private AppEndpoint endpoint() {
        return new AppEndpoint(apps.get(app.tenant().scope(), app.app().appId()), Environment.PRODUCTION);
    }

    private byte[] removal(String requestId) {
        return SignedBody.event(requestId, ACCOUNT, "app_integration_removed", clock.instant());
    }

    private @Nullable RingEvent find(String requestId) {
        return rows.find(app.tenant().tenantId(), app.app().appId(), requestId).orElse(null);
    }

    private List<byte[]> bodies(TenantScope tenant, String appId) {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT body FROM ring_event WHERE tenant_id = ? AND app_id = ?", statement -> {
                    statement.setString(1, tenant.tenantId());
                    statement.setString(2, appId);
                    List<byte[]> bodies = new ArrayList<>();
                    try (ResultSet found = statement.executeQuery()) {
                        while (found.next()) {
                            bodies.add(found.getBytes(1));
                        }
                    }
                    return bodies;
                }));
    }

    private int count(String sql, String argument) {
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, statement -> {
            statement.setString(1, argument);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }));
    }

    private static Stream<JsonNode> vectors() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(RingWebhooksTest.class.getResourceAsStream("/vectors/ring-signatures.json"))) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("webhook_signature").spliterator(), false);
        }
    }
}
