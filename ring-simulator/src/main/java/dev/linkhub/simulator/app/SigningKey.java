package dev.linkhub.simulator.app;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An app's HMAC key. It looks like base64 but is used as the text it is; one key makes nonces (unpadded base64url,
 * ring-contract.md §4) and webhook signatures (hexadecimal, §6).
 */
public final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final String text;

    public SigningKey(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the HMAC key is empty");
        }
        this.text = text;
    }

    /** The key in clear, as Ring's console shows it once. */
    public String reveal() {
        return text;
    }

    /** {@code time} is the query string's value, byte for byte: milliseconds since the epoch. */
    public String nonce(String time, String accountId) {
        return nonce(keyBytes(), time, accountId);
    }

    /** What comes out if the key is base64-decoded first, a common mistake; empty where it cannot be decoded. */
    public Optional<String> nonceOfDecodedKey(String time, String accountId) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return decoded.length == 0 ? Optional.empty() : Optional.of(nonce(decoded, time, accountId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of {@code X-Signature} for exactly these bytes. */
    public String signature(byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(mac(keyBytes(), body));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    private byte[] keyBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String nonce(byte[] key, String time, String accountId) {
        byte[] mac = mac(key, (time + ":" + accountId).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
