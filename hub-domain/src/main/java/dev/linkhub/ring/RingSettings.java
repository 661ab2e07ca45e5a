package dev.linkhub.ring;

import dev.linkhub.partnerapp.RingSite;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_RING_OAUTH_URL}, {@code HUB_RING_API_URL}, {@code HUB_RING_RATE_PER_APP},
 * {@code HUB_SANDBOX_URL}, {@code HUB_SANDBOX_TOKEN}.
 */
@Context
final class RingSettings {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HIGHEST_RATE = 10_000;
    private static final String SANDBOX = "hub.sandbox.url";
    private static final String OFF = "off";

    private final Bases ring;
    private final Optional<Bases> sandbox;
    private final Optional<Secret> sandboxToken;
    private final int ratePerApp;

    RingSettings(
            @Property(name = "hub.ring.oauth-url", defaultValue = "https://oauth.ring.com") String oauthUrl,
            @Property(name = "hub.ring.api-url", defaultValue = "https://api.amazonvision.com") String apiUrl,
            @Property(name = "hub.ring.rate-per-app", defaultValue = "20") String ratePerApp,
            @Nullable @Property(name = SANDBOX) String sandboxUrl,
            @Nullable @Property(name = "hub.sandbox.token") String sandboxToken) {
        this.ring = new Bases(base("hub.ring.oauth-url", oauthUrl), base("hub.ring.api-url", apiUrl));
        this.sandbox = Optional.ofNullable(sandboxUrl)
                .filter(url -> !url.isBlank() && !url.equals(OFF))
                .map(url -> base(SANDBOX, url))
                .map(url -> new Bases(url, url));
        sandbox.filter(bases -> bases.isAlso(ring)).ifPresent(bases -> {
            throw new InvalidSetting(
                    SANDBOX,
                    bases.oauth(),
                    "the address of a Ring simulator, and that is where Ring itself is said to be");
        });
        this.sandboxToken = Optional.ofNullable(sandboxToken)
                .filter(token -> !token.isBlank())
                .map(token -> Secret.of(token.strip()));
        this.ratePerApp = Ranges.number("hub.ring.rate-per-app", ratePerApp, 1, HIGHEST_RATE);
    }

    /** Empty for the sandbox where there is none. */
    Optional<URI> oauth(RingSite site, String path) {
        return bases(site).map(bases -> URI.create(bases.oauth() + path));
    }

    /** Empty for the sandbox where there is none. */
    Optional<URI> api(RingSite site, String path) {
        return bases(site).map(bases -> URI.create(bases.api() + path));
    }

    /** What opens the simulator's control API; none where it is on this machine. */
    Optional<Secret> sandboxToken() {
        return sandboxToken;
    }

    /** Requests a second for one app, both hosts and all processes together. Ring itself allows 100 for a client id. */
    int ratePerApp() {
        return ratePerApp;
    }

    private Optional<Bases> bases(RingSite site) {
        return switch (site) {
            case RING -> Optional.of(ring);
            case SANDBOX -> sandbox;
        };
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

    private record Bases(String oauth, String api) {

        /** The demo plays Ring on this machine, and its sandboxes as well. */
        boolean isAlso(Bases other) {
            return (isSame(oauth, other.oauth) || isSame(oauth, other.api))
                    && !LOOPBACK.contains(URI.create(oauth).getHost());
        }

        private static boolean isSame(String one, String other) {
            URI first = URI.create(one);
            URI second = URI.create(other);
            return first.getHost().equalsIgnoreCase(second.getHost()) && port(first) == port(second);
        }

        private static int port(URI uri) {
            return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        }
    }
}
