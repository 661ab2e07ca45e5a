package dev.linkhub.measure;

import dev.linkhub.partnerapp.PartnerApp;

/** The app that a measurement belongs to. */
public record AppKey(String tenantId, String appId) {

    /** An app that has been looked up. */
    public static AppKey of(PartnerApp app) {
        return new AppKey(app.tenantId(), app.appId());
    }

    boolean isSandbox() {
        return PartnerApp.isSandboxId(appId);
    }
}
