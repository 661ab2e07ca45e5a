package dev.linkhub.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.linkhub.egress.EgressClient;
import dev.linkhub.egress.EgressFailed;
import dev.linkhub.egress.EgressReply;
import dev.linkhub.egress.EgressRequest;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tenants' providers say of themselves, asked for when it is needed and kept for an hour. Each tenant has its own, also
 * where two name the same issuer. A key that is not known yet has the provider's keys asked for again, twice in half a minute at
 * most, and then what it says of itself, once a minute at most: its keys may have moved.
 */
@Singleton
class OidcProviders {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 2_000;

    private final EgressClient egress;
    private final Clock clock;
    private final Cache<Known, OidcProvider> cache =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    private final Cache<Known, Renewal> renewals =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterAccess(KEPT).build();

    OidcProviders(EgressClient egress, Clock clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /** The provider that a tenant has set, as it last described itself. */
    OidcProvider of(TenantScope tenant, SignInMethod.Oidc method) throws ProviderTrouble {
        Known key = new Known(tenant, method.version());
        OidcProvider known = cache.getIfPresent(key);
        if (known == null) {
            // Outside of the cache's lock: two at once ask twice, and nobody waits for somebody else's provider.
            known = discover(method);
            cache.put(key, known);
        }
        return known;
    }

    /**
     * The provider with its keys where it says by now that they are, for whoever found the known ones wanting; empty if they are
     * where they were, or if it was asked a moment ago. Of those who come at once one asks, and the others wait for it.
     */
    Optional<OidcProvider> withKeysElsewhere(TenantScope tenant, OidcProvider provider) throws ProviderTrouble {
        Known key = new Known(tenant, provider.method().version());
        Renewal renewal = renewals.get(key, _ -> new Renewal());
        synchronized (renewal) {
            if (renewal.begins(clock.instant())) {
                cache.put(key, renewed(provider));
            }
            return Optional.ofNullable(cache.getIfPresent(key))
                    .filter(now -> !now.keys().equals(provider.keys()));
        }
    }

    /** With the same keys where they are in the same place, so that these are not asked for more often than they may be. */
    private OidcProvider renewed(OidcProvider provider) throws ProviderTrouble {
        OidcProvider now = discover(provider.method());
        return now.metadata().getJWKSetURI().equals(provider.metadata().getJWKSetURI())
                ? new OidcProvider(now.method(), now.metadata(), provider.keys())
                : now;
    }

    /** Asks the provider itself. */
    OidcProvider discover(SignInMethod.Oidc method) throws ProviderTrouble {
        String issuer = method.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        OIDCProviderMetadata metadata = parse(issuer, document(URI.create(base + WELL_KNOWN)));
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw ProviderTrouble.wrong("The provider names itself %s. Set exactly that as the issuer."
                    .formatted(metadata.getIssuer().getValue()));
        }
        check("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        check("token_endpoint", metadata.getTokenEndpointURI());
        check("jwks_uri", metadata.getJWKSetURI());
        return new OidcProvider(method, metadata, keys(metadata.getJWKSetURI()));
    }

    private void check(String name, @Nullable URI address) throws ProviderTrouble {
        if (address == null || !egress.mayBe(address)) {
            throw ProviderTrouble.wrong(
                    "The provider's discovery document has no %s that is an https:// address.".formatted(name));
        }
    }

    private static OIDCProviderMetadata parse(String issuer, String document) throws ProviderTrouble {
        try {
            return OIDCProviderMetadata.parse(document);
        } catch (ParseException e) {
            throw ProviderTrouble.wrong(
                    "What %s%s answers is no OpenID Connect discovery document.".formatted(issuer, WELL_KNOWN));
        }
    }

    private JWKSource<SecurityContext> keys(URI address) throws ProviderTrouble {
        ResourceRetriever retriever = url -> {
            try {
                return new Resource(document(url.toURI()), "application/json");
            } catch (ProviderTrouble | URISyntaxException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
        try {
            URL url = address.toURL();
            return JWKSourceBuilder.create(url, retriever)
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw ProviderTrouble.wrong("The provider's jwks_uri is no address.");
        }
    }

    private String document(URI address) throws ProviderTrouble {
        EgressReply reply = send(
                egress,
                EgressRequest.get(address, LARGEST_DOCUMENT, ANSWERS_WITHIN).header("Accept", "application/json"));
        if (reply.status() >= 500 || reply.status() == 429) {
            throw ProviderTrouble.away("%s answers %d.".formatted(address, reply.status()));
        }
        if (reply.status() != 200) {
            throw ProviderTrouble.wrong("%s answers %d; check the issuer.".formatted(address, reply.status()));
        }
        return reply.text();
    }

    /** Sends, and says of a failure whether it may pass by itself. */
    static EgressReply send(EgressClient egress, EgressRequest request) throws ProviderTrouble {
        try {
            return egress.send(request);
        } catch (EgressFailed e) {
            String what = "The provider could not be asked: %s.".formatted(e.getMessage());
            throw switch (e.kind()) {
                case NOT_ALLOWED, TOO_LARGE -> ProviderTrouble.wrong(what);
                case UNREACHABLE, TOO_SLOW -> ProviderTrouble.away(what);
            };
        }
    }

    private record Known(TenantScope tenant, int version) {}

    /** When a provider was last asked again before its time. Its own lock is held by whoever asks. */
    private static final class Renewal {

        private Instant next = Instant.MIN;

        /** Whether it is time; also if it fails it is not time again soon. */
        boolean begins(Instant now) {
            if (now.isBefore(next)) {
                return false;
            }
            next = now.plus(BETWEEN_RENEWALS);
            return true;
        }
    }
}
