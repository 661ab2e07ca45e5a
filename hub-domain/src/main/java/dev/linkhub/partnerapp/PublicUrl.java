package dev.linkhub.partnerapp;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_PUBLIC_URL}: the base of every address that the hub prints. https, unless its host is loopback. A worker prints none
 * and needs none.
 */
@Context
@Requires(property = PublicUrl.PROPERTY, notEquals = "")
public class PublicUrl {

    static final String PROPERTY = "hub.public-url";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String base;
    private final boolean secure;

    PublicUrl(@Property(name = PROPERTY) String value) {
        URI uri = parse(value);
        secure = "https".equals(uri.getScheme());
        if (uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || !(secure || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())))) {
            throw refusal(value);
        }
        base = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    /** The address of a path that begins with a slash. */
    public String of(String path) {
        return base + path;
    }

    /** Whether browsers reach the hub by https, so that cookies can be bound to it. */
    public boolean isSecure() {
        return secure;
    }

    private static URI parse(@Nullable String value) {
        try {
            return URI.create(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw refusal(value);
        }
    }

    private static InvalidSetting refusal(@Nullable String value) {
        return new InvalidSetting(PROPERTY, value, "an https:// address, or an http:// one whose host is loopback");
    }
}
