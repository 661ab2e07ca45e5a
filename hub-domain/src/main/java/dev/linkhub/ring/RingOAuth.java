package dev.linkhub.ring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingReply.Answered;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/** Ring's token endpoint ({@code ring-contract.md} §2). */
@Singleton
public class RingOAuth {

    /** What Ring documents for access tokens, for the case that {@code expires_in} is missing. */
    private static final Duration USUAL_LIFETIME = Duration.ofHours(4);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
    private static final int LONGEST_TOKEN = 8_192;
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_SCOPE = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final RingTransport transport;
    private final RingSettings settings;
    private final RingTraffic traffic;

    RingOAuth(RingTransport transport, RingSettings settings, RingTraffic traffic) {
        this.transport = transport;
        this.settings = settings;
        this.traffic = traffic;
    }

    /** Redeems an authorization code. Codes live 60 s and work once, so neither rate nor rest holds one back. */
    public TokenAnswer redeem(PartnerApp app, AppCredentials credentials, Secret code, SendGuard guard) {
        traffic.borrowForCode(app);
        TokenAnswer answer = call(credentials, "authorization_code", "code", code, guard);
        if (answer instanceof TokenAnswer.RateLimited limited) {
            traffic.rateLimited(app, limited.retryAfter());
        }
        if (answer instanceof TokenAnswer.Tokens tokens && tokens.refreshToken() == null) {
            return new TokenAnswer.Unknown("tokens without a refresh token", tokens.requestId());
        }
        return answer;
    }

    /** Refreshes. The refresh token is spent by this, whether or not we hear the answer. */
    public TokenAnswer refresh(AppCredentials credentials, Secret refreshToken, SendGuard guard) {
        return call(credentials, "refresh_token", "refresh_token", refreshToken, guard);
    }

    private TokenAnswer call(
            AppCredentials credentials, String grantType, String field, Secret value, SendGuard guard) {
        Optional<URI> address = settings.oauth(credentials.site(), "/oauth/token");
        if (address.isEmpty()) {
            return new TokenAnswer.NotSent("there is no sandbox");
        }
        HttpPost request = new HttpPost(address.get());
        List<NameValuePair> form = new ArrayList<>();
        form.add(new BasicNameValuePair("grant_type", grantType));
        form.add(new BasicNameValuePair(field, value.reveal()));
        form.add(new BasicNameValuePair("client_id", credentials.clientId()));
        form.add(new BasicNameValuePair(
                "client_secret", credentials.clientSecret().reveal()));
        request.setEntity(new UrlEncodedFormEntity(form, UTF_8));
        request.setHeader("Accept", "application/json");
        return switch (transport.send(request, guard)) {
            case RingReply.NotSent notSent -> new TokenAnswer.NotSent(notSent.why());
            case RingReply.Unheard unheard -> new TokenAnswer.Unknown(unheard.why(), null);
            case Answered answered -> read(answered);
        };
    }

    private static TokenAnswer read(Answered answered) {
        if (answered.status() == 429) {
            return new TokenAnswer.RateLimited(answered.retryAfterOrDefault());
        }
        JsonNode json = answered.json();
        if (answered.isSuccess()) {
            return tokens(json, answered);
        }
        String error = json.path("error").asText("");
        boolean said = answered.status() == 400 || answered.status() == 401;
        if (said && error.equals("invalid_grant")) {
            return new TokenAnswer.InvalidGrant(answered.requestId());
        }
        if (said && (error.equals("invalid_client") || error.equals("unauthorized_client"))) {
            return new TokenAnswer.ClientRejected(error);
        }
        return new TokenAnswer.Unknown(answered.summary(), answered.requestId());
    }

    private static TokenAnswer tokens(JsonNode json, Answered answered) {
        String access = json.path("access_token").asText("");
        String refresh = json.path("refresh_token").asText("");
        if (access.isEmpty() || access.length() > LONGEST_TOKEN || refresh.length() > LONGEST_TOKEN) {
            return new TokenAnswer.Unknown("a 2xx answer without tokens", answered.requestId());
        }
        return new TokenAnswer.Tokens(
                Secret.of(access),
                refresh.isEmpty() ? null : Secret.of(refresh),
                printable(json.path("token_type").asText("Bearer"), LONGEST_WORD),
                printable(json.path("scope").asText(""), LONGEST_SCOPE),
                lifetime(json.path("expires_in")),
                answered.requestId());
    }

    private static Duration lifetime(JsonNode expiresIn) {
        if (!expiresIn.canConvertToLong() || expiresIn.asLong() <= 0) {
            return USUAL_LIFETIME;
        }
        return Duration.ofSeconds(Math.min(expiresIn.asLong(), LONGEST_LIFETIME.toSeconds()));
    }

    private static String printable(String text, int longest) {
        String clean = UNPRINTABLE.matcher(text).replaceAll("");
        return clean.length() > longest ? clean.substring(0, longest) : clean;
    }
}
