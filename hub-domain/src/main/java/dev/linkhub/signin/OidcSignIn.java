package dev.linkhub.signin;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.linkhub.household.Household;
import dev.linkhub.household.Households;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs households in through their tenant's provider: OpenID Connect's code flow with PKCE (RFC 7636), a state and a nonce that
 * belong to one browser, one tenant and one version of its settings, and the issuer's name in the answer (RFC 9207).
 */
@Singleton
public class OidcSignIn {

    /** How long a browser may be at its provider. */
    public static final Duration FLOW_LIVES = OidcFlows.LIVES;

    /** RFC 6749 §4.1.2.1 and OpenID Connect Core 1.0 §3.1.2.6: the household, or its provider on its behalf, says no. */
    private static final Set<String> DECLINED = Set.of(
            "access_denied",
            "login_required",
            "consent_required",
            "interaction_required",
            "account_selection_required");

    private static final Set<String> AWAY = Set.of("temporarily_unavailable", "server_error");

    private final SignInMethods methods;
    private final OidcProviders providers;
    private final OidcFlows flows;
    private final OidcTokens tokens;
    private final ProviderTroubles troubles;
    private final Households households;

    OidcSignIn(
            SignInMethods methods,
            OidcProviders providers,
            OidcFlows flows,
            OidcTokens tokens,
            ProviderTroubles troubles,
            Households households) {
        this.methods = methods;
        this.providers = providers;
        this.flows = flows;
        this.tokens = tokens;
        this.troubles = troubles;
        this.households = households;
    }

    /**
     * Begins.
     *
     * @param callback the tenant's own, as registered with the provider
     * @param nextPath where the household wants to go
     * @param source the browser's address
     * @param another whether the provider shall ask who it is although it may know already
     */
    public OidcStart begin(
            TenantScope tenant,
            SignInMethod.Oidc method,
            URI callback,
            @Nullable String nextPath,
            String source,
            boolean another) {
        OidcProvider provider;
        try {
            provider = providers.of(tenant, method);
        } catch (ProviderTrouble trouble) {
            troubles.note(tenant, trouble);
            return trouble.isAway() ? new OidcStart.Away() : new OidcStart.Wrong();
        }
        OidcFlows.Begun flow = flows.begin(tenant, method.version(), nextPath, source);
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(method.scopes()), new ClientID(method.clientId()), callback)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(new State(flow.state()))
                .nonce(new Nonce(flow.nonce()))
                .codeChallenge(new CodeVerifier(flow.verifier().reveal()), CodeChallengeMethod.S256)
                .prompt(another ? new Prompt(Prompt.Type.LOGIN) : null)
                .build();
        return new OidcStart.Redirect(request.toURI(), flow.flowId(), flow.browserSecret());
    }

    /** Names the cookie of the flow that a state belongs to; empty if the state is none of ours. */
    public static Optional<String> flowOf(String state) {
        return OidcFlows.idOf(state);
    }

    /**
     * Ends. Whatever comes of it, the same state is good for nothing more.
     *
     * @param browserSecret what this flow's cookie holds
     */
    public OidcReturn end(TenantScope tenant, Answer answer, String browserSecret, URI callback) {
        Optional<OidcFlows.Ended> ended = flows.end(tenant, answer.state(), browserSecret);
        if (ended.isEmpty()
                || !(methods.of(tenant) instanceof SignInMethod.Oidc method)
                || method.version() != ended.get().methodVersion()) {
            return new OidcReturn.Stale();
        }
        OidcFlows.Ended flow = ended.get();
        try {
            OidcProvider provider = providers.of(tenant, method);
            checkIssuer(provider, answer.issuer());
            if (answer.error() != null) {
                return failed(flow, answer.error());
            }
            if (answer.code() == null || answer.code().isBlank()) {
                throw ProviderTrouble.wrong("The provider sent a household back with neither a code nor an error.");
            }
            OidcTokens.Subject subject = tokens.redeem(tenant, provider, answer.code(), callback, flow);
            Household household =
                    households.findOrCreate(tenant, method.issuer(), subject.subject(), subject.accountName());
            return new OidcReturn.SignedIn(household, flow.nextPath());
        } catch (ProviderTrouble trouble) {
            troubles.note(tenant, trouble);
            return trouble.isAway() ? new OidcReturn.Away(flow.nextPath()) : new OidcReturn.Wrong();
        }
    }

    /** RFC 9207 §2.4: an answer that names another issuer is for somebody else's flow. */
    private static void checkIssuer(OidcProvider provider, @Nullable String issuer) throws ProviderTrouble {
        boolean promised = provider.metadata().supportsAuthorizationResponseIssuerParam();
        if (issuer == null ? promised : !issuer.equals(provider.method().issuer())) {
            throw ProviderTrouble.wrong(
                    "A household came back with an answer that does not name the provider as its issuer (RFC 9207).");
        }
    }

    private static OidcReturn failed(OidcFlows.Ended flow, String error) throws ProviderTrouble {
        if (DECLINED.contains(error)) {
            return new OidcReturn.Declined(flow.nextPath());
        }
        if (AWAY.contains(error)) {
            throw ProviderTrouble.away("The provider says %s.".formatted(error));
        }
        throw ProviderTrouble.wrong(
                "The provider refuses to sign households in: %s.".formatted(ProviderTroubles.word(error)));
    }

    /**
     * What came with the browser to the callback.
     *
     * @param issuer the {@code iss} of RFC 9207
     */
    public record Answer(
            String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {

        /** Codes are secrets while they live. */
        @Override
        public String toString() {
            return "Answer[REDACTED]";
        }
    }
}
