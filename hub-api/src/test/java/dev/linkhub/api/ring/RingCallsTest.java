package dev.linkhub.api.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class RingCallsTest extends ApiJourney {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EVENT =
            "{\"meta\":{\"version\":\"1.1\",\"time\":\"2026-11-22T00:00:00Z\",\"request_id\":\"%s\",\"account_id\":\"a\"},\"data\":{\"type\":\"something_new\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"form", "json", "none"})
    void ringsCodeIsTakenHoweverItIsEncoded(String encoding) {
        Onboarded app = onboard();
        Map<String, String> before = ring.ring().settings();
        ring.ring().changeSettings(Map.of("code_encoding", encoding));
        try {
            var answer = ring.install(app, ring.account()).requireTokenExchange();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        } finally {
            ring.ring().changeSettings(Map.of("code_encoding", String.valueOf(before.get("code_encoding"))));
        }
    }

    @Test
    void aCodeThatRingRefusesIs400WhereverItStands() {
        String path = tokenExchange(onboard());
        assertRefused(post(path, "code=nope-1&state=x", "Content-Type", FORM));
        assertRefused(post(path, "{\"code\":\"nope-2\",\"more\":[1]}", "Content-Type", "application/json"));
        assertRefused(post(path, "{\"code\":\"nope-3\"}"));
        assertRefused(post(path, "code=nope-4"));
        assertRefused(post(path + "?code=nope-5", ""));
        assertRefused(post(path + "?code=nope-6", "other=thing", "Content-Type", FORM));
        assertRefused(post(path, "code=nope-7", "Content-Type", "text/plain"));
    }

    @Test
    void theBodysCodeCountsBeforeTheQuerys() {
        Onboarded app = onboard();
        post(tokenExchange(app) + "?code=from-query", "code=from-body", "Content-Type", FORM);

        assertThat(ring.ring().requests("token.authorization_code").getLast().toString())
                .doesNotContain("from-query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"code\":5}",
                "{\"code\":\"\"}",
                "{\"code\":",
                "[]",
                "code=",
                "codes=x",
                "code=%zz",
                "code=%20"
            })
    void aRequestWithoutCodeIs400AndRingIsNotAsked(String body) {
        Answer answer = post(tokenExchange(onboard()), body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.get("type")).isEqualTo("no-code");
    }

    @Test
    void anUnknownEndpointKeyIs404WhateverIsSent() {
        for (String key : new String[] {"4Zk3mWq9TtB7xYc2LpVd0s", "x", "%C3%A4%C3%B6", "x".repeat(500)}) {
            assertThat(post("/ring/" + key + "/token-exchange", "code=x").status())
                    .as(key)
                    .isEqualTo(404);
            assertThat(post("/ring/" + key + "/webhook", "{}", "X-Signature", "sha256=00")
                            .status())
                    .as(key)
                    .isEqualTo(404);
        }
    }

    @Test
    void tooLargeABodyIs413() {
        Onboarded app = onboard();
        assertThat(post(tokenExchange(app), "code=" + "x".repeat(16 * 1024)).status())
                .isEqualTo(413);
        assertThat(post(webhook(app), " ".repeat(256 * 1024 + 1)).status()).isEqualTo(413);
    }

    @Test
    void theCodeIsInNoAnswer() {
        assertThat(post(tokenExchange(onboard()), "code=secret-code-in-answer").text())
                .doesNotContain("secret-code-in-answer");
    }

    @Test
    void withRingDownTheCodeIsTakenAndKept() {
        Onboarded app = onboard();
        ring.ring().fault(NewFault.answering("token.authorization_code", 503).always());

        assertThat(ring.install(app, ring.account()).requireTokenExchange().status())
                .isEqualTo(200);
    }

    @Test
    void aWebhookIsTakenOnceItIsRightlySignedWhateverItTells() throws GeneralSecurityException {
        Onboarded app = onboard();
        String event = EVENT.formatted("r-1");

        assertThat(post(webhook(app), event, "X-Signature", signature(app, event))
                        .status())
                .isEqualTo(200);
        assertThat(post(webhook(app), event, "X-Signature", signature(app, event))
                        .text())
                .isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void aBadSignatureIs503UntilTheKeyHasVerifiedOneAnd401FromThenOn() throws GeneralSecurityException {
        Onboarded app = onboard();
        String event = EVENT.formatted("r-2");
        String forged = "sha256=" + "0".repeat(64);

        Answer unsure = post(webhook(app), event, "X-Signature", forged);
        assertThat(unsure.status()).isEqualTo(503);
        assertThat(unsure.header("Retry-After")).isEqualTo("60");

        post(webhook(app), event, "X-Signature", signature(app, event));
        Answer sure = post(webhook(app), event, "X-Signature", forged);
        assertThat(sure.status()).isEqualTo(401);
        assertThat(sure.get("type")).isEqualTo("bad-signature");
    }

    @Test
    void aMissingSignatureIs401() {
        assertThat(post(webhook(onboard()), EVENT.formatted("r-3")).status()).isEqualTo(401);
    }

    @Test
    void notJsonUnderAGoodSignatureIs400() throws GeneralSecurityException {
        Onboarded app = onboard();

        assertThat(post(webhook(app), "not json", "X-Signature", signature(app, "not json"))
                        .status())
                .isEqualTo(400);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.get("type")).isEqualTo("code-refused");
    }

    private Answer post(String path, String body, String... headers) {
        return http.anonymously().send("POST", path, BodyPublishers.ofString(body), headers);
    }

    private String tokenExchange(Onboarded app) {
        return "/ring/" + endpointKey(app.app(), Environment.PRODUCTION) + "/token-exchange";
    }

    private String webhook(Onboarded app) {
        return "/ring/" + endpointKey(app.app(), Environment.PRODUCTION) + "/webhook";
    }

    /** Computed here and not by our own code, which would share its mistakes. */
    private static String signature(Onboarded app, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(app.atRing().hmacKey().getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }
}
