package dev.linkhub.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.linkhub.egress.EgressClient;
import dev.linkhub.egress.EgressReply;
import dev.linkhub.egress.EgressRequest;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Redeems a code at a tenant's provider for what it says of the household. The provider's tokens are forgotten right after. */
@Singleton
class OidcTokens {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LONGEST_NAME = 254;

    /** OpenID Connect Core 1.0 §2. */
    private static final int LONGEST_SUBJECT = 255;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final EgressClient egress;
    private final OidcProviders providers;

    OidcTokens(EgressClient egress, OidcProviders providers) {
        this.egress = egress;
        this.providers = providers;
    }

    /** What the provider vouches for, once its ID token has stood every check. */
    Subject redeem(TenantScope tenant, OidcProvider provider, String code, URI callback, OidcFlows.Ended flow)
            throws ProviderTrouble {
        OIDCTokenResponse answer = tokens(provider, code, callback, flow.verifier());
        JWT idToken = answer.getOIDCTokens().getIDToken();
        IDTokenClaimsSet claims = validated(tenant, provider, idToken, new Nonce(flow.nonce()));
        // As it is signed: the library's own type for it strips spaces.
        String subject = claims.getStringClaim("sub");
        // The database takes two that differ in spaces at the end for one.
        if (subject.length() > LONGEST_SUBJECT || !subject.equals(subject.strip())) {
            throw ProviderTrouble.wrong(
                    "The provider's ID tokens name a household with more than 255 characters or with spaces around it.");
        }
        String name = name(claims)
                .or(() -> userInfo(provider, claims, answer.getOIDCTokens().getAccessToken())
                        .flatMap(OidcTokens::name))
                .orElse(subject);
        return new Subject(subject, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    }

    private OIDCTokenResponse tokens(OidcProvider provider, String code, URI callback, Secret verifier)
            throws ProviderTrouble {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(verifier.reveal()));
        URI endpoint = provider.metadata().getTokenEndpointURI();
        ClientID client = new ClientID(provider.method().clientId());
        Secret secret = provider.method().clientSecret();
        TokenRequest request = (secret == null
                        ? new TokenRequest.Builder(endpoint, client, grant)
                        : new TokenRequest.Builder(endpoint, authentication(provider, client, secret), grant))
                .build();
        TokenResponse answer;
        try {
            answer = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
        } catch (ParseException e) {
            throw ProviderTrouble.wrong(
                    "The provider's token endpoint does not answer as OpenID Connect has it, or without an ID token.");
        }
        if (!answer.indicatesSuccess()) {
            ErrorObject error = answer.toErrorResponse().getErrorObject();
            throw ProviderTrouble.wrong(
                    "The provider's token endpoint refuses the hub: %s. Check client id, client secret and redirect address."
                            .formatted(ProviderTroubles.word(String.valueOf(error.getCode()))));
        }
        if (!(answer.toSuccessResponse() instanceof OIDCTokenResponse oidc)
                || oidc.getOIDCTokens().getIDToken() == null) {
            throw ProviderTrouble.wrong(
                    "The provider's token endpoint answers without an ID token; is openid among the scopes?");
        }
        return oidc;
    }

    private static ClientAuthentication authentication(OidcProvider provider, ClientID client, Secret secret) {
        var revealed = new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
        return provider.authentication().equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new ClientSecretPost(client, revealed)
                : new ClientSecretBasic(client, revealed);
    }

    private IDTokenClaimsSet validated(TenantScope tenant, OidcProvider provider, JWT idToken, Nonce nonce)
            throws ProviderTrouble {
        try {
            return provider.validator().validate(idToken, nonce);
        } catch (BadJWTException e) {
            // Signed well: it is what it says that is wrong.
            throw trouble(e);
        } catch (KeySourceException | BadJOSEException e) {
            Optional<OidcProvider> elsewhere = providers.withKeysElsewhere(tenant, provider);
            if (elsewhere.isEmpty()) {
                throw trouble(e);
            }
            return validated(elsewhere.get(), idToken, nonce);
        } catch (JOSEException e) {
            throw trouble(e);
        }
    }

    private static IDTokenClaimsSet validated(OidcProvider provider, JWT idToken, Nonce nonce) throws ProviderTrouble {
        try {
            return provider.validator().validate(idToken, nonce);
        } catch (BadJOSEException | JOSEException e) {
            throw trouble(e);
        }
    }

    private static ProviderTrouble trouble(Exception e) {
        return e instanceof KeySourceException
                ? ProviderTrouble.away("The provider's keys could not be fetched, or not again so soon.")
                : ProviderTrouble.wrong(
                        "An ID token of the provider does not stand the checks: %s.".formatted(e.getMessage()));
    }

    /** Some providers keep e-mail address and name out of their ID tokens. Nothing depends on this answer. */
    private Optional<UserInfo> userInfo(OidcProvider provider, IDTokenClaimsSet claims, @Nullable AccessToken token) {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null || token == null || !egress.mayBe(endpoint)) {
            return Optional.empty();
        }
        try {
            UserInfoResponse answer =
                    UserInfoResponse.parse(send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
            // OpenID Connect Core 1.0 §5.3.2: without this the answer may be about somebody else.
            return answer.indicatesSuccess()
                    ? Optional.ofNullable(answer.toSuccessResponse().getUserInfo())
                            .filter(info -> claims.getSubject().equals(info.getSubject()))
                    : Optional.empty();
        } catch (ProviderTrouble | ParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(ClaimsSet claims) {
        return Stream.of("email", "preferred_username", "name")
                .map(claims::getStringClaim)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private HTTPResponse send(HTTPRequest request) throws ProviderTrouble, ParseException {
        URI address = request.getURI();
        String body = request.getBody();
        EgressRequest sent = body == null
                ? EgressRequest.get(address, LARGEST_ANSWER, ANSWERS_WITHIN)
                : EgressRequest.post(address, body, LARGEST_ANSWER, ANSWERS_WITHIN);
        for (var header : request.getHeaderMap().entrySet()) {
            sent = sent.header(header.getKey(), header.getValue().getFirst());
        }
        EgressReply reply = OidcProviders.send(egress, sent);
        if (reply.status() >= 500 || reply.status() == 429) {
            throw ProviderTrouble.away("%s answers %d.".formatted(address, reply.status()));
        }
        HTTPResponse answer = new HTTPResponse(reply.status());
        if (reply.contentType().isPresent()) {
            answer.setContentType(reply.contentType().get());
        }
        answer.setBody(reply.text());
        return answer;
    }

    /**
     * Whom the provider vouches for.
     *
     * @param accountName what the household goes by there, to show it and for nothing else
     */
    record Subject(String subject, String accountName) {}
}
