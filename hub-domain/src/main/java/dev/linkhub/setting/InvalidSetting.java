package dev.linkhub.setting;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A setting that cannot be used. Its message is the one line that the operator reads. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal that shows the value.
     *
     * @param property such as {@code hub.refresh-interval}
     * @param value what it was; never that of a secret
     * @param accepted what would do, such as "a duration from PT1S to P25D"
     */
    public InvalidSetting(String property, @Nullable Object value, String accepted) {
        super(variable(property) + "=" + value + " is not accepted: it takes " + accepted);
    }

    private InvalidSetting(String line) {
        super(line);
    }

    /** A refusal that does not show the value, for secrets and for files that hold them. */
    public static InvalidSetting unshown(String property, String trouble) {
        return new InvalidSetting(variable(property) + " " + trouble);
    }

    /** The environment variable of a property: {@code hub.refresh-interval} is {@code HUB_REFRESH_INTERVAL}. */
    public static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
