package dev.linkhub.setting;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code HUB_OPERATOR_KEY}, which api and web read alike: a key that one of them took and the other refused would be half a key. */
public final class OperatorKeySetting {

    public static final String PROPERTY = "hub.operator-key";

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7E]{16,256}");

    private OperatorKeySetting() {}

    /**
     * The key; empty if none is set, and then nobody is an operator.
     *
     * @throws InvalidSetting for one that is easily guessed or cannot be sent in a header; does not show it
     */
    public static Optional<String> accepted(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (!ACCEPTED.matcher(value).matches()) {
            throw InvalidSetting.unshown(
                    PROPERTY, "is not accepted: it takes 16 to 256 visible ASCII characters without spaces");
        }
        return Optional.of(value);
    }
}
