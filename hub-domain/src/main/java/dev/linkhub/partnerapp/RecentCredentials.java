package dev.linkhub.partnerapp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The credentials of apps that are being refreshed, so that not each of an app's grants reads and opens them: as they are at the
 * version that the app was read with, for a minute at most.
 */
@Singleton
public class RecentCredentials {

    private static final int MOST_APPS = 1_000;

    private final PartnerApps apps;
    private final Cache<String, AppCredentials> byApp = Caffeine.newBuilder()
            .maximumSize(MOST_APPS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    RecentCredentials(PartnerApps apps) {
        this.apps = apps;
    }

    /**
     * At the version of this app, or, if they have been replaced since it was read, at the newest.
     *
     * @throws dev.linkhub.refusal.NotFound if there is no such app any more, or it has none
     */
    public AppCredentials of(PartnerApp app) {
        AppCredentials recent = byApp.getIfPresent(app.appId());
        if (recent != null && recent.version() == app.credentialVersion()) {
            return recent;
        }
        AppCredentials read = apps.credentials(app.scope(), app.appId());
        byApp.put(app.appId(), read);
        return read;
    }
}
