package dev.linkhub.api.traffic;

import dev.linkhub.source.ClientAddress;
import dev.linkhub.source.TrustedProxies;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** From where each request came. */
@Singleton
public final class Callers {

    private final TrustedProxies proxies;

    Callers(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The socket's other end, or what trusted proxies say stood before them. */
    public ClientAddress of(HttpRequest<?> request) {
        return proxies.client(
                request.getRemoteAddress().getAddress(), request.getHeaders().getAll("X-Forwarded-For"));
    }
}
