package dev.linkhub.api.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class RingCallsTest extends ApiJourney {

    private static final String FORM = "application/x-www-form-urlencoded";

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

    /** The key is looked up as it was given, and not as a comparison that ignores case or spaces would have it. */
    @Test
    void almostTheEndpointKeyIs404() {
        String key = endpointKey(onboard().app(), Environment.PRODUCTION);
        for (String almost : new String[] {
            key + "%20", key.toLowerCase(Locale.ROOT), key.toUpperCase(Locale.ROOT), key.substring(1), key + "%00"
        }) {
            assertThat(post("/ring/" + almost + "/token-exchange", "code=x").status())
                    .as(almost)
                    .isEqualTo(404);
        }
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
    void aRequestIdCountsOnceWhateverComesWithIt() throws GeneralSecurityException {
        Onboarded app = onboard();
        Linked linked = link(app, Environment.PRODUCTION);
        String event = EVENT.formatted("r-once").replace("\"a\"", "\"" + linked.account() + "\"");
        String changed = event.replace("something_new", "something_else");

        for (String each : new String[] {event, event, changed}) {
            assertThat(post(webhook(app), each, "X-Signature", signature(app, each))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(http.as(tenants.key(app.tenant()))
                        .get("/api/v1/links/" + linked.linkId() + "/events")
                        .items("type"))
                .containsOnlyOnce("something_new")
                .doesNotContain("something_else");
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
    void aMissingSignatureIsNoBetterThanABadOne() throws GeneralSecurityException {
        Onboarded app = onboard();
        String event = EVENT.formatted("r-3");
        assertThat(post(webhook(app), event).status()).isEqualTo(503);

        post(webhook(app), event, "X-Signature", signature(app, event));

        for (String none : new String[] {"", " ", "sha256=", "sha256", "bearer x"}) {
            assertThat(post(webhook(app), event, "X-Signature", none).status())
                    .as(none)
                    .isEqualTo(401);
        }
        assertThat(post(webhook(app), event).status()).isEqualTo(401);
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
}
