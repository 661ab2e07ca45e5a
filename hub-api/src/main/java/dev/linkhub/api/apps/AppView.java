package dev.linkhub.api.apps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.partnerapp.AppAddresses;
import dev.linkhub.partnerapp.AppUrls;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app, without its secrets.
 *
 * @param clientId absent until the credentials have been set
 * @param status {@code ACTIVE} or {@code PAUSED}
 * @param pauseReason why, while it is paused
 * @param urls what to paste into Ring's console, by environment
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record AppView(
        String id,
        String slug,
        String name,
        @Nullable String clientId,
        String status,
        @Nullable String pauseReason,
        @Nullable Instant pausedAt,
        Map<String, Urls> urls,
        Instant createdAt,
        Instant updatedAt) {

    static AppView from(PartnerApp app, AppAddresses addresses, TenantCaller caller) {
        Map<String, Urls> urls = new LinkedHashMap<>();
        for (Environment environment : app.environments()) {
            if (caller.reaches(environment)) {
                urls.put(environment.text(), Urls.from(addresses.of(app, environment)));
            }
        }
        return new AppView(
                app.appId(),
                app.slug(),
                app.name(),
                app.clientId(),
                app.status().name(),
                app.pauseReason() == null ? null : app.pauseReason().name(),
                app.pausedAt(),
                urls,
                app.createdAt(),
                app.updatedAt());
    }

    /** The four addresses of one environment. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Urls(String tokenExchange, String accountLink, String webhook, String appHomepage) {

        static Urls from(AppUrls urls) {
            return new Urls(urls.tokenExchange(), urls.accountLink(), urls.webhook(), urls.appHomepage());
        }
    }
}
