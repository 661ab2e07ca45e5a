package dev.linkhub.simulator;

import dev.linkhub.simulator.app.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a {@link BackEnd} finds the account that a nonce stands for. */
final class BackEndNonces {

    private final Credentials credentials;
    private final Set<Mistake> mistakes;

    BackEndNonces(Credentials credentials, Set<Mistake> mistakes) {
        this.credentials = credentials;
        this.mistakes = mistakes;
    }

    Optional<String> match(Map<String, String> fields, List<String> accounts) {
        String nonce = fields.getOrDefault("nonce", "");
        String time = fields.getOrDefault("time", "");
        return accounts.stream()
                .filter(account -> nonce(time + ":" + account).equals(nonce))
                .findFirst();
    }

    /** The nonce as this back end sends it to Ring. */
    String posted(String nonce) {
        return mistakes.contains(Mistake.POSTS_A_STANDARD_BASE64_NONCE)
                ? Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(nonce))
                : nonce;
    }

    private String nonce(String message) {
        String text = credentials.key().reveal();
        byte[] key = mistakes.contains(Mistake.DECODES_THE_KEY)
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
