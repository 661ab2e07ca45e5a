package dev.linkhub.api.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.idempotency.IdempotentRequests;
import dev.linkhub.idempotency.RepeatableRequest;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.testing.MovableClock;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class IdempotencyTest implements ApiTest {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String BODY = "{\"name\":\"once\"}";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Inject
    MovableClock clock;

    @Inject
    IdempotentRequests requests;

    private Tenant tenant;
    private String key;

    @BeforeEach
    void tenant() {
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndHappensOnce() {
        Answer first = post(KEYS, BODY, "k-1");
        Answer again = post(KEYS, BODY, "k-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Content-Type")).isEqualTo("application/json");
        assertThat(again.header("Request-Id")).isNotEqualTo(first.header("Request-Id"));
        assertThat(issuedKeys()).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIs422() {
        post(KEYS, BODY, "k-2");

        Answer other = post(KEYS, "{\"name\":\"another\"}", "k-2");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.wrongFields()).containsExactly("Idempotency-Key");
        assertThat(issuedKeys()).isEqualTo(1);
    }

    @Test
    void anotherPathCallerOrTenantIsAnotherRequest() {
        String app = "{\"slug\":\"a-b\",\"name\":\"a\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}";
        post(KEYS, BODY, "k-3");

        assertThat(post("/api/v1/apps", app, "k-3").status()).isEqualTo(201);
        String sibling = tenants.key(tenant);
        assertThat(http.as(sibling).post(KEYS, BODY, "Idempotency-Key", "k-3").header("Idempotent-Replayed"))
                .isEmpty();
        String stranger = tenants.key(tenants.tenant());
        assertThat(http.as(stranger).post(KEYS, BODY, "Idempotency-Key", "k-3").header("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void aSecretIsShownAgainFor15MinutesAndThenNeverMore() {
        post(KEYS, BODY, "k-4");

        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(post(KEYS, BODY, "k-4").status()).isEqualTo(201);
        clock.advance(Duration.ofSeconds(1));
        Answer late = post(KEYS, BODY, "k-4");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.get("type")).isEqualTo("answer-not-kept");
        assertThat(issuedKeys()).isEqualTo(1);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        post(KEYS, BODY, "k-5");

        clock.advance(Duration.ofHours(24));

        assertThat(post(KEYS, BODY, "k-5").header("Idempotent-Replayed")).isEmpty();
        assertThat(issuedKeys()).isEqualTo(2);
    }

    @Test
    void aRefusedRequestDoesNotUseItsKeyUp() {
        String app = "{\"slug\":\"%s\",\"name\":\"a\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}";

        assertThat(post("/api/v1/apps", app.formatted("BAD"), "k-6").status()).isEqualTo(422);

        assertThat(post("/api/v1/apps", app.formatted("good"), "k-6").status()).isEqualTo(201);
    }

    @Test
    void aRequestStillBeingCarriedOutIs409AndOneWhoseProcessDiedIsCarriedOutAnew() {
        String keyId = String.valueOf(http.as(key).get(KEYS).items("id").getFirst());
        requests.start(RepeatableRequest.of(tenant.scope(), keyId, KEYS, "k-7", BODY.getBytes(UTF_8)));

        Answer meanwhile = post(KEYS, BODY, "k-7");
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.get("type")).isEqualTo("request-in-progress");
        assertThat(meanwhile.header("Retry-After")).isEqualTo("2");
        assertThat(issuedKeys()).isZero();

        clock.advance(Duration.ofSeconds(61));
        assertThat(post(KEYS, BODY, "k-7").status()).isEqualTo(201);
        assertThat(post(KEYS, BODY, "k-7").header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(issuedKeys()).isEqualTo(1);
    }

    @Test
    void operatorsMayRepeatToo() {
        String body = "{\"slug\":\"repeated\",\"name\":\"R\"}";
        Answer first = http.as(OPERATOR_KEY).post("/api/v1/tenants", body, "Idempotency-Key", "k-8");
        Answer again = http.as(OPERATOR_KEY).post("/api/v1/tenants", body, "Idempotency-Key", "k-8");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void aKeyThatIsNoneIs422() {
        for (String bad : new String[] {"with space", "x".repeat(256), "\t"}) {
            Answer refused = post(KEYS, BODY, bad);
            assertThat(refused.status()).as(bad).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly("Idempotency-Key");
        }
    }

    private Answer post(String path, String body, String idempotencyKey) {
        return http.as(key).post(path, body, "Idempotency-Key", idempotencyKey);
    }

    private long issuedKeys() {
        return http.as(key).get(KEYS).items("name").stream()
                .filter("once"::equals)
                .count();
    }
}
