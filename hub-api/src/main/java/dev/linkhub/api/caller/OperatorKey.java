package dev.linkhub.api.caller;

import dev.linkhub.id.Sha256;
import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code HUB_OPERATOR_KEY}. Only its digest is kept. Without one, nobody is an operator. */
@Context
final class OperatorKey {

    private static final String PROPERTY = "hub.operator-key";
    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7E]{16,256}");

    private final byte @Nullable [] sha256;

    OperatorKey(@Nullable @Property(name = PROPERTY) String value) {
        if (value == null || value.isEmpty()) {
            sha256 = null;
        } else if (ACCEPTED.matcher(value).matches()) {
            sha256 = Sha256.of(value);
        } else {
            throw InvalidSetting.unshown(
                    PROPERTY, "is not accepted: it takes 16 to 256 visible ASCII characters without spaces");
        }
    }

    /** Whether this is it. Takes as long for any other. */
    boolean is(String bearerToken) {
        return sha256 != null && Sha256.matches(sha256, bearerToken);
    }
}
