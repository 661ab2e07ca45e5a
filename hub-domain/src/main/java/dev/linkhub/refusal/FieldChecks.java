package dev.linkhub.refusal;

import dev.linkhub.refusal.InvalidInput.FieldError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with an input, so that the caller learns all of it at once. */
public final class FieldChecks {

    /** Characters of what people read. */
    public static final int LONGEST_NAME = 80;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{2,40}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"\\p{Cntrl}]{1,64}@[^\\s@<>\"\\p{Cntrl}]+\\.[^\\s@<>\"\\p{Cntrl}]+");
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_EMAIL = 254;

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes an error unless the condition holds. */
    public FieldChecks require(boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    /** Part of an address: {@code [a-z0-9-]{2,40}}. */
    public FieldChecks slug(String field, @Nullable String value) {
        return require(
                value != null && SLUG.matcher(value).matches(),
                field,
                "2 to 40 characters: lower-case letters, digits and hyphens");
    }

    /** What people read: 1 to 80 characters, not blank, no control characters. */
    public FieldChecks name(String field, @Nullable String value) {
        return text(field, value, LONGEST_NAME);
    }

    /** Text of bounded length, not blank, no control characters. */
    public FieldChecks text(String field, @Nullable String value, int longest) {
        return require(
                value != null && !value.isBlank() && value.length() <= longest && noControls(value),
                field,
                "1 to %d characters, not only spaces, no control characters".formatted(longest));
    }

    /** An https address without credentials and fragment, or nothing. */
    public FieldChecks httpsAddressIfAny(String field, @Nullable String value) {
        return require(
                value == null || isHttps(value),
                field,
                "an https:// address of at most %d characters".formatted(LONGEST_ADDRESS));
    }

    /** An e-mail address, or nothing. */
    public FieldChecks emailIfAny(String field, @Nullable String value) {
        return require(value == null || isEmail(value), field, "an e-mail address such as help@example.com");
    }

    /**
     * Ends the checks.
     *
     * @throws InvalidInput with all that was noted
     */
    public void done() {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    /** Whether a text is an e-mail address that we would write to. */
    public static boolean isEmail(String value) {
        return value.length() <= LONGEST_EMAIL && EMAIL.matcher(value).matches();
    }

    private static boolean isHttps(String value) {
        if (value.length() > LONGEST_ADDRESS) {
            return false;
        }
        try {
            URI uri = new URI(value);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean noControls(String value) {
        return value.codePoints().noneMatch(Character::isISOControl);
    }
}
