package dev.linkhub.api.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class AccessTokensOverHttpTest extends ApiJourney {

    private Onboarded app;
    private String key;

    @BeforeEach
    void onboarded() {
        app = onboard();
        key = tenants.key(app.tenant());
    }

    @Test
    void anAccessTokenIsHandedOutFreshAndTheAuditShowsIt() {
        Linked linked = link(app, Environment.PRODUCTION);

        Answer token = post(linked, "/access-token", "{}");

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.get("token_type")).isEqualTo("Bearer");
        assertThat(token.get("expires_in")).isEqualTo("14400");
        assertThat(token.get("generation")).isEqualTo("1");
        assertThat(token.header("Cache-Control")).isEqualTo("no-store");
        assertThat(ring.ring()
                        .introspect(String.valueOf(token.get("access_token")))
                        .toString())
                .contains(linked.account());
        Answer audit = http.as(key).get("/api/v1/audit?limit=1");
        assertThat(audit.items("action")).containsExactly("access_token.disclosed");
        assertThat(audit.items("subject")).containsExactly(linked.linkId());
        assertThat(audit.text()).doesNotContain(String.valueOf(token.get("access_token")));
    }

    @Test
    void aTestKeyGetsTokensOfStagingAlone() {
        String testKey = tenants.testKey(app.tenant());
        Linked staging = link(app, Environment.STAGING);
        Linked production = link(app, Environment.PRODUCTION);

        assertThat(http.as(testKey)
                        .post("/api/v1/links/" + staging.linkId() + "/access-token", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(http.as(testKey)
                        .post("/api/v1/links/" + production.linkId() + "/access-token", "{}")
                        .status())
                .isEqualTo(404);
    }

    /** What cannot be read is not taken for nothing at all: a caller that asks for a long life gets no short one. */
    @Test
    void aBodyThatIsNoJsonOrOfAnotherTypeGetsNoToken() {
        Linked linked = link(app, Environment.PRODUCTION);

        assertThat(post(linked, "/access-token", "min_ttl_seconds=9000").status())
                .isEqualTo(400);
        assertThat(post(linked, "/access-token", "[]").status()).isEqualTo(400);
        assertThat(http.as(key)
                        .send(
                                "POST",
                                "/api/v1/links/" + linked.linkId() + "/access-token",
                                BodyPublishers.ofString("min_ttl_seconds=9000"),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void noBodyAtAllAsksForTheUsual() {
        Linked linked = link(app, Environment.PRODUCTION);

        Answer token = http.as(key)
                .send("POST", "/api/v1/links/" + linked.linkId() + "/access-token", BodyPublishers.noBody());

        assertThat(token.status()).as(token.toString()).isEqualTo(200);
    }

    @Test
    void aRejectedGenerationIsRefreshedOnceAndNotKeptUnderAnIdempotencyKey() {
        Linked linked = link(app, Environment.PRODUCTION);

        assertThat(post(linked, "/access-token", "{\"rejected_generation\":1}", "Idempotency-Key", "same")
                        .get("generation"))
                .isEqualTo("2");
        assertThat(post(linked, "/access-token", "{\"rejected_generation\":1}", "Idempotency-Key", "same")
                        .header("Idempotent-Replayed"))
                .isEmpty();
        assertThat(post(linked, "/access-token", "{\"rejected_generation\":1}").get("generation"))
                .isEqualTo("2");
    }

    @Test
    void tooLongALifeIs422() {
        Linked linked = link(app, Environment.PRODUCTION);
        for (String wrong : List.of("12601", "-1", "\"300\"", "3.5", "99999999999")) {
            Answer refused = post(linked, "/access-token", "{\"min_ttl_seconds\":" + wrong + "}");
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly("min_ttl_seconds");
        }
        assertThat(post(linked, "/access-token", "{\"min_ttl_seconds\":12600}").status())
                .isEqualTo(200);
    }

    @Test
    void anUnhealthyLinkIs409WithItsReasonAndWhereToRepairIt() {
        Linked linked = link(app, Environment.PRODUCTION);
        ring.ring().revoke(linked.installation());

        Answer refused = post(linked, "/access-token", "{\"rejected_generation\":1}");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.get("type")).isEqualTo("link-unhealthy");
        assertThat(refused.get("reason")).isEqualTo("REVOKED");
        assertThat(refused.get("reconnect_url")).endsWith("/repair/" + linked.linkId());
        assertThat(http.as(key).get("/api/v1/links/" + linked.linkId()).get("health"))
                .isEqualTo("UNHEALTHY");
    }

    @Test
    void withRingDownAndTheTokenRejectedIs503WithRetryAfter() {
        Linked linked = link(app, Environment.PRODUCTION);
        ring.ring().fault(NewFault.answering("token.refresh_token", 503).always());

        Answer refused = post(linked, "/access-token", "{\"rejected_generation\":1}");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void aForcedRefreshHappensOnceAMinute() {
        Linked linked = link(app, Environment.PRODUCTION);

        Answer refreshed = post(linked, "/refresh", "");
        Answer again = post(linked, "/refresh", "");

        assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);
        assertThat(refreshed.get("generation")).isEqualTo("2");
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.header("Retry-After")).isEqualTo("60");
        ring.advance(Duration.ofSeconds(61));
        assertThat(post(linked, "/refresh", "").get("generation")).isEqualTo("3");
    }

    private Answer post(Linked linked, String rest, String body, String... headers) {
        return http.as(key).post("/api/v1/links/" + linked.linkId() + rest, body, headers);
    }
}
