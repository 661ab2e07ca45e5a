package dev.linkhub.api.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.repeat.ShownOnce;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.SimulatedInstallation;
import dev.linkhub.sandbox.Sandbox;
import dev.linkhub.sandbox.SandboxUser;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole journey of an app against the hub's simulator instead of Ring: no phone, no device and none of Ring's credentials are
 * needed. The links that come of it are in the environment {@code sandbox}. 503 where the hub has no simulator.
 */
@NeedsKey
@MayRefuse
@Controller("/api/v1/apps/{app}/sandbox/installations")
@ExecuteOn(TaskExecutors.BLOCKING)
class SandboxController {

    private static final String READ = "apps:read";
    private static final String WRITE = "apps:write";

    private final PartnerApps apps;
    private final Sandbox sandbox;

    SandboxController(PartnerApps apps, Sandbox sandbox) {
        this.apps = apps;
        this.sandbox = sandbox;
    }

    /**
     * Has a simulated user install the app. Ring's calls with the code and of the first webhooks have been made when this answers;
     * open account_link_url in a browser and sign in as a household. With the account of an earlier installation it is installed
     * again.
     */
    @Post
    @Status(HttpStatus.CREATED)
    @Secured(WRITE)
    @ShownOnce
    SandboxInstallation installInSandbox(TenantCaller caller, @PathVariable String app, @Body NewInstallation body) {
        return SandboxInstallation.from(sandbox.install(get(caller, app), body.user(), caller.actor()));
    }

    /** Lists the installations of the app in the sandbox, oldest first: 50 at most, of which the oldest removed ones make room. */
    @Get
    @Secured(READ)
    SandboxInstallations listSandboxInstallations(TenantCaller caller, @PathVariable String app) {
        return new SandboxInstallations(sandbox.installations(get(caller, app)).stream()
                .map(SandboxInstallation::withoutAddress)
                .toList());
    }

    /** Shows one of them. */
    @Get("/{installation}")
    @Secured(READ)
    SandboxInstallation getSandboxInstallation(
            TenantCaller caller, @PathVariable String app, @PathVariable String installation) {
        return SandboxInstallation.withoutAddress(sandbox.get(get(caller, app), installation));
    }

    /** The user taps Sign in once more: a new account_link_url. 409 if the app is not installed any more. */
    @Post("/{installation}/sign-in")
    @Secured(WRITE)
    @ShownOnce
    SandboxInstallation signInInSandbox(
            TenantCaller caller, @PathVariable String app, @PathVariable String installation) {
        return SandboxInstallation.from(sandbox.signIn(get(caller, app), installation));
    }

    /** The user removes the app: its tokens are revoked and the webhook sent. */
    @Post("/{installation}/remove")
    @Secured(WRITE)
    SandboxInstallation removeInSandbox(
            TenantCaller caller, @PathVariable String app, @PathVariable String installation) {
        return SandboxInstallation.withoutAddress(sandbox.remove(get(caller, app), installation));
    }

    /** Somebody rings at the user's door: the webhook is sent if the app may see it. */
    @Post("/{installation}/press")
    @Secured(WRITE)
    SandboxInstallation pressInSandbox(
            TenantCaller caller, @PathVariable String app, @PathVariable String installation) {
        return SandboxInstallation.withoutAddress(sandbox.press(get(caller, app), installation));
    }

    private PartnerApp get(TenantCaller caller, String app) {
        return apps.get(caller.tenant(), app);
    }

    /**
     * Who installs.
     *
     * @param account the ring_account_id of an earlier installation; a new user if absent
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewInstallation(
            @Nullable String account,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) implements JsonRequest {

        SandboxUser user() {
            return new SandboxUser(
                    account,
                    firstName == null ? "Sam" : firstName,
                    lastName == null ? "Sandbox" : lastName,
                    email == null ? "sam.sandbox@example.com" : email);
        }
    }

    /** All of them. */
    @Serdeable.Serializable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SandboxInstallations(List<SandboxInstallation> items) {}

    /**
     * An app on a simulated user's phone.
     *
     * @param status {@code pending}, {@code awaiting}, {@code completed}, {@code unhealthy} or {@code removed}
     * @param codeStatus how the hub answered to the code
     * @param codeError why it did not
     * @param accountLinkUrl where the user's browser is sent, for ten minutes; only in the answers that make it
     * @param findings what is not as it should be
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SandboxInstallation(
            String id,
            String ringAccountId,
            String status,
            @Nullable Integer codeStatus,
            @Nullable String codeError,
            @Nullable String accountLinkUrl,
            List<String> findings) {

        static SandboxInstallation from(SimulatedInstallation installation) {
            return of(installation, installation.accountLinkUrl());
        }

        /** The address holds a nonce: it is for whoever may act, not for whoever may read. */
        static SandboxInstallation withoutAddress(SimulatedInstallation installation) {
            return of(installation, null);
        }

        private static SandboxInstallation of(SimulatedInstallation installation, @Nullable String accountLinkUrl) {
            return new SandboxInstallation(
                    installation.id(),
                    installation.ringAccountId(),
                    installation.status(),
                    installation.codeStatus(),
                    installation.codeError(),
                    accountLinkUrl,
                    installation.findings());
        }
    }
}
