package dev.linkhub.api.caller;

import dev.linkhub.id.Sha256;
import dev.linkhub.setting.OperatorKeySetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import org.jspecify.annotations.Nullable;

/** {@code HUB_OPERATOR_KEY}. Only its digest is kept. Without one, nobody is an operator. */
@Context
final class OperatorKey {

    private final byte @Nullable [] sha256;

    OperatorKey(@Nullable @Property(name = OperatorKeySetting.PROPERTY) String value) {
        sha256 = OperatorKeySetting.accepted(value).map(Sha256::of).orElse(null);
    }

    /** Whether this is it. Takes as long for any other. */
    boolean is(String bearerToken) {
        return sha256 != null && Sha256.matches(sha256, bearerToken);
    }
}
