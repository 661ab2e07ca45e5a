package dev.linkhub.partnerapp;

import dev.linkhub.tenant.TenantScope;

/** One environment of an app, as found by the unguessable key in the addresses that Ring's servers call. */
public record AppEndpoint(PartnerApp app, Environment environment) {

    /** Whose it is. */
    public TenantScope tenant() {
        return app.scope();
    }

    /** The app's id. */
    public String appId() {
        return app.appId();
    }
}
