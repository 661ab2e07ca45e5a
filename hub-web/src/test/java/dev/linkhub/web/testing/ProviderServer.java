package dev.linkhub.web.testing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.Headers;

/** OpenID Connect providers on loopback, each under a name of its own and with keys of its own, and each may misbehave. */
public final class ProviderServer implements AutoCloseable {

    private static final long AN_HOUR = 3_600;

    private final ConcurrentMap<String, Reply> misbehaving = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(), new Misbehaviour());

    public ProviderServer() {
        server.start();
    }

    /** The issuer of that name. */
    public String issuer(String name) {
        return server.issuerUrl(name).toString();
    }

    /** Whoever signs in there next is this, and the ID token says so. */
    public void nextIs(String name, String subject, String audience, Map<String, Object> claims) {
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback(name, subject, "JWT", List.of(audience), claims, AN_HOUR));
    }

    /** An ID token that this provider signs, whatever it says. */
    public String signed(String name, String subject, String audience, Map<String, Object> claims) {
        return server.issueToken(
                        name,
                        audience,
                        new DefaultOAuth2TokenCallback(name, subject, "JWT", List.of(audience), claims, AN_HOUR))
                .serialize();
    }

    /** From now on a path such as {@code /acme/token} answers so. */
    public void misbehave(String path, int status, String body) {
        misbehaving.put(path, new Reply(status, body));
    }

    /** How often a path was asked for. */
    public int asked(String path) {
        AtomicInteger count = asked.get(path);
        return count == null ? 0 : count.get();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private record Reply(int status, String body) {}

    private final class Misbehaviour implements Route {

        @Override
        public boolean match(OAuth2HttpRequest request) {
            String path = request.getUrl().encodedPath();
            asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
            return misbehaving.containsKey(path);
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            Reply reply =
                    Objects.requireNonNull(misbehaving.get(request.getUrl().encodedPath()));
            return new OAuth2HttpResponse(
                    Headers.of("Content-Type", "application/json"), reply.status(), reply.body(), null);
        }
    }
}
