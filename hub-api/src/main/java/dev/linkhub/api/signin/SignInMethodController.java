package dev.linkhub.api.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.signin.NewSignInMethod;
import dev.linkhub.signin.SignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.vault.Secret;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** How the tenant's households sign in: with accounts that the hub keeps, or through the tenant's own OpenID Connect provider. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/sign-in")
@Secured("settings:write")
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInMethodController {

    private final SignInMethods methods;
    private final Tenants tenants;
    private final PublicUrl publicUrl;

    SignInMethodController(SignInMethods methods, Tenants tenants, PublicUrl publicUrl) {
        this.methods = methods;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
    }

    /** Shows it; what was never set is {@code hub}. The client's secret never comes back. */
    @Get
    SignInMethodView getSignIn(TenantCaller caller) {
        return view(caller.tenant(), methods.of(caller.tenant()));
    }

    /**
     * Sets it; it counts from the next sign-in on, and whoever is on the way begins anew. Households are known by what their
     * provider calls them, so where any have signed in, another issuer is 409 unless {@code replace} is true.
     */
    @Put
    SignInMethodView putSignIn(TenantCaller caller, @Body NewSignIn body) {
        caller.requireLive();
        SignInMethod set =
                methods.put(caller.tenant(), body.forDomain(), Boolean.TRUE.equals(body.replace()), caller.actor());
        return view(caller.tenant(), set);
    }

    private SignInMethodView view(TenantScope tenant, SignInMethod method) {
        return switch (method) {
            case SignInMethod.HubAccounts _ -> new SignInMethodView("hub", null, null, null, null);
            case SignInMethod.Oidc oidc ->
                new SignInMethodView(
                        "oidc",
                        oidc.issuer(),
                        oidc.clientId(),
                        oidc.scopes(),
                        publicUrl.of("/t/" + tenants.of(tenant).slug() + "/sign-in/callback"));
        };
    }

    /**
     * What the households shall sign in with.
     *
     * @param type {@code oidc} or {@code hub}; the fields that follow belong to {@code oidc}
     * @param issuer the provider's address, exactly as its discovery document names it
     * @param clientSecret absent: the one that is kept stays, if issuer and client id stay; else the client is a public one
     * @param scopes separated by spaces; {@code openid email profile} if absent
     * @param replace whether households that only the present provider knows may be left behind
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewSignIn(
            String type,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable Secret clientSecret,
            @Nullable String scopes,
            @Nullable Boolean replace)
            implements JsonRequest {

        NewSignInMethod forDomain() {
            return new NewSignInMethod(type, issuer, clientId, clientSecret, scopes);
        }
    }

    /**
     * What the households sign in with.
     *
     * @param redirectUri what to register with the provider
     */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignInMethodView(
            String type,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String scopes,
            @Nullable String redirectUri) {}
}
