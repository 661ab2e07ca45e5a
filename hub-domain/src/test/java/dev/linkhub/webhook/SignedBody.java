package dev.linkhub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.testing.RingFixture.Onboarded;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as Ring makes them ({@code ring-contract.md} §6), signed here by other code than what verifies them. */
final class SignedBody {

    private SignedBody() {}

    static byte[] event(String requestId, String account, String type, Instant at) {
        return """
                {"meta":{"version":"1.1","time":"%s","request_id":"%s","account_id":"%s"},
                 "data":{"id":"evt","type":"%s","attributes":{"source":"%s","source_type":"users","timestamp":%d}}}""".formatted(at, requestId, account, type, account, at.toEpochMilli())
                .getBytes(UTF_8);
    }

    static String signature(Onboarded app, byte[] body) {
        return signature(app.atRing().hmacKey(), body);
    }

    static String signature(String hmacKey, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hmacKey.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
