package dev.linkhub.web.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.id.Sha256;
import dev.linkhub.id.Unguessable;
import dev.linkhub.setting.OperatorKeySetting;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Operators' signed-in browsers. A session is a statement signed with a key derived from {@code HUB_OPERATOR_KEY}, good
 * for four hours with every process that has the same key; another operator key ends them all. Without an operator key
 * nobody is an operator.
 */
@Context
class OperatorSessions {

    static final Duration LONGEST = Duration.ofHours(4);

    private static final Pattern SHAPE = Pattern.compile("(([0-9]{1,12})\\.[0-9A-Za-z]{43})\\.([0-9A-Za-z_-]{43})");
    private static final int LONGEST_KEY = 512;

    private final byte @Nullable [] keyDigest;
    private final Clock clock;

    OperatorSessions(@Nullable @Property(name = OperatorKeySetting.PROPERTY) String operatorKey, Clock clock) {
        this.keyDigest =
                OperatorKeySetting.accepted(operatorKey).map(Sha256::of).orElse(null);
        this.clock = clock;
    }

    /** A new session's cookie, if this is the operator key. Compares in constant time. */
    Optional<String> start(String key) {
        byte[] digest = keyDigest;
        if (digest == null || key.length() > LONGEST_KEY || !Sha256.matches(digest, key)) {
            return Optional.empty();
        }
        String statement = clock.instant().plus(LONGEST).getEpochSecond() + "." + Unguessable.bits256();
        return Optional.of(statement + "." + signature(statement, digest));
    }

    /** Whether a cookie is a session that lives. */
    boolean isAlive(@Nullable String cookie) {
        byte[] digest = keyDigest;
        Matcher parts = SHAPE.matcher(cookie == null ? "" : cookie);
        return digest != null
                && parts.matches()
                && Secret.of(parts.group(3)).equals(Secret.of(signature(parts.group(1), digest)))
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.group(2))));
    }

    private static String signature(String statement, byte[] digest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(digest, "HmacSHA256"));
            byte[] signed = mac.doFinal(("Link Hub operator session\n" + statement).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
