package dev.linkhub.partnerapp;

import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;

/** Makes the addresses of an app, as fixed by {@code http-surface.md}. */
@Singleton
public class AppAddresses {

    private final PublicUrl publicUrl;
    private final Tenants tenants;
    private final PartnerApps apps;

    AppAddresses(PublicUrl publicUrl, Tenants tenants, PartnerApps apps) {
        this.publicUrl = publicUrl;
        this.tenants = tenants;
        this.apps = apps;
    }

    /** What to paste into Ring's console for one environment. */
    public AppUrls of(PartnerApp app, Environment environment) {
        String forRing = "/ring/" + apps.endpointKey(app, environment);
        String slug = apps.slugForPeople(app);
        String forPeople = "/t/%s/%s/%s".formatted(tenants.of(app.scope()).slug(), slug, environment.text());
        return new AppUrls(
                publicUrl.of(forRing + "/token-exchange"),
                publicUrl.of(forPeople + "/link"),
                publicUrl.of(forRing + "/webhook"),
                publicUrl.of(forPeople + "/home"));
    }
}
