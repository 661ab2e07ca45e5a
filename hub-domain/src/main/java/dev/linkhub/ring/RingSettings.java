package dev.linkhub.ring;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.net.URI;
import java.util.Set;

/** {@code HUB_RING_OAUTH_URL}, {@code HUB_RING_API_URL}, {@code HUB_RING_RATE_PER_APP}. */
@Context
final class RingSettings {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int RING_ALLOWS_PER_SECOND = 100;

    private final String oauthUrl;
    private final String apiUrl;
    private final int ratePerApp;

    RingSettings(
            @Property(name = "hub.ring.oauth-url", defaultValue = "https://oauth.ring.com") String oauthUrl,
            @Property(name = "hub.ring.api-url", defaultValue = "https://api.amazonvision.com") String apiUrl,
            @Property(name = "hub.ring.rate-per-app", defaultValue = "20") String ratePerApp) {
        this.oauthUrl = base("hub.ring.oauth-url", oauthUrl);
        this.apiUrl = base("hub.ring.api-url", apiUrl);
        this.ratePerApp = Ranges.number("hub.ring.rate-per-app", ratePerApp, 1, RING_ALLOWS_PER_SECOND);
    }

    URI oauth(String path) {
        return URI.create(oauthUrl + path);
    }

    URI api(String path) {
        return URI.create(apiUrl + path);
    }

    /** Requests a second for one app, both hosts together. */
    int ratePerApp() {
        return ratePerApp;
    }

    /** Secrets travel there, so: https, or this machine. */
    private static String base(String property, String value) {
        try {
            URI uri = URI.create(value);
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
            if (safe && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw refusal(property, value);
        }
        throw refusal(property, value);
    }

    private static InvalidSetting refusal(String property, String value) {
        return new InvalidSetting(property, value, "an https:// address, or an http:// one whose host is loopback");
    }
}
