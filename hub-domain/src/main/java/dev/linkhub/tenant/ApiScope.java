package dev.linkhub.tenant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API key may do. */
public enum ApiScope {
    APPS_READ,
    APPS_WRITE,
    LINKS_READ,
    LINKS_WRITE,
    TOKENS_READ,
    WEBHOOKS_WRITE,
    SETTINGS_WRITE,
    KEYS_WRITE,
    AUDIT_READ;

    /** What a key gets that names no scopes: all but access tokens. */
    public static final Set<ApiScope> BY_DEFAULT = Set.copyOf(EnumSet.complementOf(EnumSet.of(TOKENS_READ)));

    /** As it is written in requests: {@code apps:read}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** From how it is written. */
    public static Optional<ApiScope> parse(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }
}
