package dev.linkhub.api.apps;

import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.linking.AppDeletion;
import dev.linkhub.partnerapp.AppAddresses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.sandbox.Sandbox;
import dev.linkhub.vault.Secret;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tenant's Ring Appstore apps. {@code {app}} takes the id or the slug. Secrets go in and never come back. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/apps")
@ExecuteOn(TaskExecutors.BLOCKING)
class AppController {

    private static final String READ = "apps:read";
    private static final String WRITE = "apps:write";

    private final PartnerApps apps;
    private final AppAddresses addresses;
    private final AppDeletion deletion;
    private final Sandbox sandbox;

    AppController(PartnerApps apps, AppAddresses addresses, AppDeletion deletion, Sandbox sandbox) {
        this.apps = apps;
        this.addresses = addresses;
        this.deletion = deletion;
        this.sandbox = sandbox;
    }

    /** Adds an app. 409 if the tenant has one with this slug. */
    @Post
    @Status(HttpStatus.CREATED)
    @Secured(WRITE)
    AppView createApp(TenantCaller caller, @Body NewApp body) {
        caller.requireLive();
        return view(caller, apps.create(caller.tenant(), body.forDomain(), caller.actor()));
    }

    /** Lists the apps in the order of their creation. */
    @Get
    @Secured(READ)
    Page<AppView> listApps(
            TenantCaller caller, @Nullable @QueryValue Integer limit, @Nullable @QueryValue String cursor) {
        PageRequest page = PageRequest.of(limit, cursor, "app");
        return Page.of(
                page,
                apps.page(caller.tenant(), page.after(""), page.rows()),
                PartnerApp::appId,
                app -> view(caller, app));
    }

    /** Shows an app. */
    @Get("/{app}")
    @Secured(READ)
    AppView getApp(TenantCaller caller, @PathVariable String app) {
        return view(caller, apps.get(caller.tenant(), app));
    }

    /** Gives an app another name. */
    @Patch("/{app}")
    @Secured(WRITE)
    AppView changeApp(TenantCaller caller, @PathVariable String app, @Body AppChange body) {
        caller.requireLive();
        return view(caller, apps.rename(caller.tenant(), app, body.name(), caller.actor()));
    }

    /** Removes an app. 409 while it has links. */
    @Delete("/{app}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(WRITE)
    void deleteApp(TenantCaller caller, @PathVariable String app) {
        caller.requireLive();
        deletion.delete(caller.tenant(), app, caller.actor()).ifPresent(sandbox::forget);
    }

    /** Sets the credentials: one or both secrets, or all three where the app has none. Lifts a pause for rejected ones. */
    @Put("/{app}/credentials")
    @Secured(WRITE)
    AppView replaceAppCredentials(TenantCaller caller, @PathVariable String app, @Body NewCredentials body) {
        caller.requireLive();
        return view(caller, apps.replaceCredentials(caller.tenant(), app, body.forDomain(), caller.actor()));
    }

    private AppView view(TenantCaller caller, PartnerApp app) {
        return AppView.from(app, addresses, caller);
    }

    /**
     * What a tenant says of a new app: what Ring's console showed when the app was made there. Without the three credentials the
     * app can be tried in the sandbox, and is paused until they are set.
     *
     * @param hmacKey as the console shows it; it looks like base64 and is not to be decoded
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewApp(
            String slug,
            String name,
            @Nullable String clientId,

            @Nullable @Schema(type = "string", format = "password")
            Secret clientSecret,

            @Nullable @Schema(type = "string", format = "password")
            Secret hmacKey)
            implements JsonRequest {

        dev.linkhub.partnerapp.NewApp forDomain() {
            boolean none = clientId == null && clientSecret == null && hmacKey == null;
            return new dev.linkhub.partnerapp.NewApp(
                    slug,
                    name,
                    none ? null : new dev.linkhub.partnerapp.NewCredentials(clientId, clientSecret, hmacKey));
        }
    }

    /** What can be changed of an app. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record AppChange(String name) implements JsonRequest {}

    /** New secrets, one or both; all three where the app has none yet. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewCredentials(
            @Nullable String clientId,

            @Nullable @Schema(type = "string", format = "password")
            Secret clientSecret,

            @Nullable @Schema(type = "string", format = "password")
            Secret hmacKey)
            implements JsonRequest {

        dev.linkhub.partnerapp.NewCredentials forDomain() {
            return new dev.linkhub.partnerapp.NewCredentials(clientId, clientSecret, hmacKey);
        }
    }
}
