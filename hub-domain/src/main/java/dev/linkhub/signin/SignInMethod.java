package dev.linkhub.signin;

import dev.linkhub.household.Households;
import dev.linkhub.vault.Secret;
import org.jspecify.annotations.Nullable;

/** How a tenant's households sign in. */
public sealed interface SignInMethod {

    /** Rises with each change; 0 where nothing was ever set. */
    int version();

    /** Who vouches for the households that sign in so: {@code household.issuer}. */
    String issuer();

    /** With an e-mail address and a password that the hub keeps. */
    record HubAccounts(int version) implements SignInMethod {

        @Override
        public String issuer() {
            return Households.HUB;
        }
    }

    /**
     * Through the tenant's own provider.
     *
     * @param issuer exactly as the provider names itself (OpenID Connect Discovery 1.0 §4.3)
     * @param clientSecret none for a public client, which PKCE alone protects
     * @param scopes separated by spaces; {@code openid} is among them
     */
    record Oidc(
            int version,
            String issuer,
            String clientId,
            @Nullable Secret clientSecret,
            String scopes) implements SignInMethod {}
}
