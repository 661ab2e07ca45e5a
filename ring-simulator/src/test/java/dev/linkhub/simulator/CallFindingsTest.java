package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.webhook.Signature;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the trace says in words of each mistake that a partner can make in a call or an answer. */
class CallFindingsTest {

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();
    private final String code = stage.code();
    private final Stage.Pair pair = Stage.pair(stage.redeem(code));
    private final String nonce = installation.redirect().nonce();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aNonceThatIsWrittenWrong() {
        byte[] mac = Base64.getUrlDecoder().decode(nonce);

        assertThat(remarkOnNonce(Base64.getEncoder().encodeToString(mac)))
                .isEqualTo("nonce not base64url: looks like standard base64");
        assertThat(remarkOnNonce(HexFormat.of().formatHex(mac)))
                .isEqualTo("nonce not base64url: looks like hexadecimal");
        assertThat(remarkOnNonce("-" + nonce.substring(1) + "=")).startsWith("nonce is padded");
        assertThat(remarkOnNonce(nonce.substring(1))).startsWith("nonce not base64url: 43 characters");
    }

    @Test
    void aNonceThatWasMadeWrong() {
        SigningKey key = new SigningKey(stage.app.hmacKey());
        long time = installation.redirect().time();
        String account = stage.account.id();
        String decoded = key.nonceOfDecodedKey(Long.toString(time), account).orElseThrow();

        assertThat(remarkOnNonce(decoded)).startsWith("HMAC key was base64-decoded");
        assertThat(remarkOnNonce(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(decoded))))
                .startsWith("nonce not base64url: looks like hexadecimal; HMAC key was base64-decoded");
        assertThat(remarkOnNonce(key.nonce(Long.toString(time / 1_000), account)))
                .startsWith("time was taken in seconds");
        assertThat(remarkOnNonce(key.nonce(account, Long.toString(time)))).contains("in the wrong order");
        assertThat(remarkOnNonce("x".repeat(43))).startsWith("this nonce was never given");
    }

    @Test
    void anAnswerToACodeThatComesTooLate() {
        stage.client.changeSettings(Map.of("token_exchange_patience", "PT0.1S"));
        CountDownLatch waited = new CountDownLatch(1);
        stage.partner.behaveNext("/token-exchange", exchange -> {
            try {
                waited.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Partner.answer(exchange, 200, "{}");
        });

        String late = stage.client.signInWithNewCode(installation.id()).id();
        assertThat(late).isEqualTo(installation.id());
        assertThat(last("token_exchange").remarks())
                .containsExactly("no whole answer in time: Ring counts this as failed");
        waited.countDown();

        Stage.await(() -> last("token_exchange").remarks().size() == 2);
        assertThat(last("token_exchange").remarks().getLast())
                .matches("answered after \\d+\\.\\d s: Ring counts this as failed");
        assertThat(last("token_exchange").status()).isNull();
    }

    @Test
    void credentialsInTheWrongPlaceAtTheTokenEndpoint() {
        String form = "grant_type=refresh_token&refresh_token=" + pair.refresh();
        String basic = "Basic " + Base64.getEncoder().encodeToString("id:secret".getBytes(StandardCharsets.UTF_8));
        stage.send(stage.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", basic)
                .POST(BodyPublishers.ofString(form)));
        assertThat(remarks("token.refresh_token")).anyMatch(remark -> remark.contains("in an Authorization header"));

        stage.send(stage.request("/oauth/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"authorization_code\"}")));
        assertThat(remarks("token")).containsExactly("JSON body: the token endpoint takes a form only");

        stage.send(stage.request("/oauth/token?" + form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));
        assertThat(remarks("token")).anyMatch(remark -> remark.startsWith("credentials sent as query parameters"));
        assertThat(last("token").url()).doesNotContain(pair.refresh());
    }

    @Test
    void aTokenOfAnotherKind() {
        stage.refresh(pair.access());
        assertThat(remarks("token.refresh_token")).containsExactly("an access token was presented as refresh token");
        stage.refresh(code);
        assertThat(remarks("token.refresh_token")).containsExactly("a code was presented as refresh token");
        stage.redeem(pair.refresh());
        assertThat(remarks("token.authorization_code")).containsExactly("a refresh token was presented as code");
        stage.usersMe(pair.refresh());
        assertThat(remarks("users_me")).containsExactly("a refresh token was presented as access token");
        stage.usersMe(code);
        assertThat(remarks("users_me")).containsExactly("a code was presented as access token");
    }

    @Test
    void aTokenOutsideOfTheBearerHeader() {
        stage.send(stage.request("/v1/users/me?access_token=" + pair.access()));
        assertThat(remarks("users_me")).singleElement().asString().startsWith("token sent as query parameter");
        assertThat(last("users_me").url()).doesNotContain(pair.access());

        stage.send(stage.request("/v1/users/me").header("Authorization", pair.access()));
        assertThat(remarks("users_me")).containsExactly("Authorization does not begin with Bearer");
        stage.send(stage.request("/v1/users/me"));
        assertThat(remarks("users_me")).containsExactly("no bearer token");
    }

    @Test
    void aCheckOfSignaturesThatCannotBeRight() {
        stage.client.sendEvent(event().signed(Signature.WRONG));
        assertThat(remarks("webhook")).containsExactly("accepted although its signature is wrong");
        stage.client.sendEvent(event().signed(Signature.MISSING));
        assertThat(remarks("webhook")).containsExactly("accepted although it is not signed");
        stage.client.sendEvent(event());
        assertThat(remarks("webhook")).isEmpty();

        stage.partner.answerNext("/webhook", 401);
        stage.client.sendEvent(event());
        assertThat(remarks("webhook")).singleElement().asString().contains("not base64-decoded");
        stage.partner.answerNext("/webhook", 401);
        stage.client.sendEvent(event().signed(Signature.WRONG));
        assertThat(remarks("webhook")).isEmpty();
    }

    @Test
    void aBodyOfAnotherTypeOrShape() {
        String body = JsonNodeFactory.instance.objectNode().put("nonce", nonce).toString();
        stage.send(stage.request("/v1/accounts/me/app-integrations")
                .header("Authorization", "Bearer " + pair.access())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)));
        assertThat(remarks("app_integrations.post"))
                .containsExactly("Content-Type is text/plain: Ring documents application/json");
        assertThat(last("app_integrations.post").status()).isEqualTo(200);

        stage.integrations("PATCH", pair.access(), "{\"data\":{\"attributes\":{\"status\":\"completed\"}}}");
        assertThat(remarks("app_integrations.patch"))
                .containsExactly("the body is wrapped as JSON:API: Ring takes the fields themselves");
        stage.complete(pair.access());
        assertThat(remarks("app_integrations.patch")).isEmpty();
    }

    private String remarkOnNonce(String posted) {
        stage.postNonce(pair.access(), posted);
        return String.join(" | ", remarks("app_integrations.post"));
    }

    private NewEvent event() {
        return NewEvent.forInstallation(installation.id(), "made_up");
    }

    private List<String> remarks(String endpoint) {
        return last(endpoint).remarks();
    }

    private RecordedRequest last(String endpoint) {
        return stage.client.requests(endpoint).getLast();
    }
}
