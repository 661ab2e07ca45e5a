package dev.linkhub.web.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.id.Unguessable;
import dev.linkhub.vault.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The 256 random bits in one of our cookies. Forms carry a token that only whoever holds the cookie can make, so that no
 * other site can send them (OWASP: synchronizer token; here derived by HMAC instead of stored).
 */
public final class CookieSecret {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{43}");
    private static final byte[] FORM = "Link Hub form".getBytes(UTF_8);

    private final String value;

    private CookieSecret(String value) {
        this.value = value;
    }

    /** A new one. */
    public static CookieSecret random() {
        return new CookieSecret(Unguessable.bits256());
    }

    /** What a cookie holds, if that can be one of ours. */
    public static Optional<CookieSecret> of(@Nullable String value) {
        return value != null && SHAPE.matcher(value).matches()
                ? Optional.of(new CookieSecret(value))
                : Optional.empty();
    }

    /** For looking up what keeps only its digest. */
    public String forLookUp() {
        return value;
    }

    /** The same, as a session wants it. */
    public Secret secret() {
        return Secret.of(value);
    }

    /** What a form bound to all these cookies has to send back. */
    public static String formToken(CookieSecret... boundTo) {
        String key = Arrays.stream(boundTo).map(secret -> secret.value).collect(Collectors.joining("\n"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(FORM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Whether a form was made for these cookies. Compares in constant time. */
    static boolean isFormToken(String token, CookieSecret... boundTo) {
        return Secret.of(token).equals(Secret.of(formToken(boundTo)));
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}
