package dev.linkhub.grant;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a Ring account, masked before it is stored: enough for a household to tell its own account from a stranger's.
 *
 * @param maskedFirstName such as {@code J•••}
 * @param maskedEmail such as {@code a•••@example.com}
 */
@Introspected
public record MaskedProfile(
        @Nullable String maskedFirstName, @Nullable String maskedEmail) {

    private static final String MASK = "•••";
    private static final int LONGEST_DOMAIN = 240;

    static MaskedProfile of(@Nullable String firstName, @Nullable String email) {
        return new MaskedProfile(
                firstName == null ? null : initial(firstName.strip()) + MASK,
                email == null ? null : mask(email.strip()));
    }

    private static String mask(String email) {
        int at = email.lastIndexOf('@');
        String domain = at < 0 ? "" : email.substring(at);
        return initial(email) + MASK + (domain.length() > LONGEST_DOMAIN ? "" : domain);
    }

    /** The first letter, whole even outside the basic plane. */
    private static String initial(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
