package dev.linkhub.ring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.vault.Secret;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What Ring signs with an app's HMAC key. The key is text and used as its UTF-8 bytes: it looks like base64 and must not
 * be decoded ({@code ring-contract.md} §1.1).
 */
public final class RingSignatures {

    private static final String HMAC = "HmacSHA256";
    private static final String WEBHOOK_PREFIX = "sha256=";

    private RingSignatures() {}

    /**
     * The nonce of an account link redirect ({@code ring-contract.md} §4).
     *
     * @param time the query parameter, byte for byte
     * @return 43 characters of base64url without padding
     */
    public static String nonce(Secret hmacKey, String time, String ringAccountId) {
        byte[] mac = mac(hmacKey, (time + ":" + ringAccountId).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** Whether a nonce is the one for this account, in time that does not depend on where they differ. */
    public static boolean nonceMatches(Secret hmacKey, String time, String ringAccountId, Secret nonce) {
        byte[] expected = nonce(hmacKey, time, ringAccountId).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, nonce.reveal().getBytes(UTF_8));
    }

    /**
     * Whether a webhook's {@code X-Signature} is right ({@code ring-contract.md} §6): lower-case hex of the HMAC over the
     * raw body, after {@code sha256=}. Compares in constant time.
     */
    public static boolean webhookMatches(Secret hmacKey, byte[] rawBody, String signature) {
        String expected = WEBHOOK_PREFIX + HexFormat.of().formatHex(mac(hmacKey, rawBody));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static byte[] mac(Secret key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), HMAC));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}
