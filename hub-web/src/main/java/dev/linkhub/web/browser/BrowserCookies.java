package dev.linkhub.web.browser;

import dev.linkhub.partnerapp.PublicUrl;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Our cookies: HttpOnly, bound to one tenant by name and path, and over https Secure by flag and name
 * ({@code __Secure-}, RFC 6265bis; {@code __Host-} would forbid the path).
 */
@Singleton
public class BrowserCookies {

    private static final Duration FORM_LIFE = Duration.ofHours(2);

    private final boolean secure;
    private final String prefix;

    BrowserCookies(PublicUrl publicUrl) {
        secure = publicUrl.isSecure();
        prefix = secure ? "__Secure-linkhub-" : "linkhub-";
    }

    /** The signed-in browser of one tenant's household. */
    public Slot session(String tenantSlug) {
        return new Slot(prefix + "session-" + tenantSlug, "/t/" + tenantSlug, SameSite.Lax);
    }

    /** A browser with a sign-in form of one tenant before it. */
    public Slot form(String tenantSlug) {
        return new Slot(prefix + "form-" + tenantSlug, "/t/" + tenantSlug, SameSite.Lax);
    }

    /** A browser that has started one linking flow. Reaches the sign-in on the way, whose form Ring's address is for. */
    public Slot flow(String tenantSlug, String flowId) {
        return new Slot(prefix + "flow-" + flowId, "/t/" + tenantSlug, SameSite.Lax);
    }

    /** A browser that is at its tenant's provider. Lax, because it comes back from another site. */
    public Slot provider(String tenantSlug, String flowId) {
        return new Slot(prefix + "provider-" + flowId, "/t/" + tenantSlug + "/sign-in/callback", SameSite.Lax);
    }

    /** A browser with the operators' sign-in form before it. */
    public Slot operatorForm() {
        return new Slot(prefix + "operator-form", "/ops", SameSite.Strict);
    }

    /** A signed-in operator's browser. */
    public Slot operator() {
        return new Slot(prefix + "operator", "/ops", SameSite.Strict);
    }

    /** One cookie by name, path and reach. */
    public final class Slot {

        private final String name;
        private final String path;
        private final SameSite sameSite;

        private Slot(String name, String path, SameSite sameSite) {
            this.name = name;
            this.path = path;
            this.sameSite = sameSite;
        }

        /** What the browser sent, as it is. */
        public Optional<String> text(HttpRequest<?> request) {
            return request.getCookies().findCookie(name).map(Cookie::getValue);
        }

        /** What the browser sent, if it can be a secret of ours. */
        public Optional<CookieSecret> secret(HttpRequest<?> request) {
            return text(request).flatMap(CookieSecret::of);
        }

        /** To be kept until the browser closes; how long it counts is for the server to say. */
        public Cookie holding(String value) {
            return cookie(value);
        }

        /** To be kept for so long. */
        public Cookie holding(String value, Duration life) {
            return cookie(value).maxAge(life);
        }

        /** To be kept for a while. */
        public Cookie holding(CookieSecret secret) {
            return cookie(secret.forLookUp()).maxAge(FORM_LIFE);
        }

        /** Makes the browser forget it. */
        public Cookie gone() {
            return cookie("").maxAge(0);
        }

        private Cookie cookie(String value) {
            return Cookie.of(name, value)
                    .path(path)
                    .httpOnly(true)
                    .secure(secure)
                    .sameSite(sameSite);
        }
    }
}
