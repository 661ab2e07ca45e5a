package dev.linkhub.web.page;

import dev.linkhub.household.Household;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.web.browser.CookieSecret;
import dev.linkhub.wording.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser on one tenant's pages.
 *
 * @param signedIn its session with this tenant, or null if it has none that lives
 */
public record Visit(Tenant tenant, Frame frame, @Nullable SignedIn signedIn) {

    /** Whose pages. */
    public TenantScope scope() {
        return tenant.scope();
    }

    /** How its pages look. */
    public Brand brand() {
        return frame.brand();
    }

    /** The language in which they speak to this browser. */
    public Words words() {
        return frame.words();
    }

    /** The tenant's part of an address. */
    public String slug() {
        return tenant.slug();
    }

    /** The path of one of this tenant's pages, from what follows {@code /t/{tenant}/}. */
    public String path(String rest) {
        return "/t/" + tenant.slug() + "/" + rest;
    }

    /** The path of an app's home. */
    public String homePath(String appSlug, Environment environment) {
        return path(appSlug + "/" + environment.text() + "/home");
    }

    /** Who has signed in, if anyone. */
    public Optional<Household> household() {
        return Optional.ofNullable(signedIn).map(SignedIn::household);
    }

    /**
     * A session that lives.
     *
     * @param cookie what forms of this session are bound to
     */
    public record SignedIn(Household household, CookieSecret cookie) {}
}
