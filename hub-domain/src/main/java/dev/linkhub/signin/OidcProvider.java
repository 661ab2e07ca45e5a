package dev.linkhub.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A provider as it described itself, with its own keys and nobody else's.
 *
 * @param metadata OpenID Connect Discovery 1.0 §3
 */
record OidcProvider(SignInMethod.Oidc method, OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {

    private static final int SKEW_SECONDS = (int) Duration.ofMinutes(1).toSeconds();

    /** Those that a provider's own key signs: with the client's secret whoever learned it could sign. */
    private static final Set<JWSAlgorithm> ASYMMETRIC = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);

    /** For the ID tokens of one client: signature, issuer, audience, nonce, and times with a minute of skew. */
    IDTokenValidator validator() {
        IDTokenValidator validator = new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(method.clientId()),
                new JWSVerificationKeySelector<>(ASYMMETRIC, keys),
                null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        return validator;
    }

    /** How the provider wants the secret: in the header, unless it says that it only takes it in the form. */
    ClientAuthenticationMethod authentication() {
        List<ClientAuthenticationMethod> taken = metadata.getTokenEndpointAuthMethods();
        return taken != null
                        && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? ClientAuthenticationMethod.CLIENT_SECRET_POST
                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    @Override
    public String toString() {
        return "OidcProvider[" + method.issuer() + "]";
    }
}
