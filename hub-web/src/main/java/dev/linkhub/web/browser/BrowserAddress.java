package dev.linkhub.web.browser;

import dev.linkhub.source.TrustedProxies;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Where a request comes from, for limits. */
@Singleton
public class BrowserAddress {

    private final TrustedProxies proxies;

    BrowserAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The socket's other end, or what trusted proxies say stood before them: an IPv4 address or the /64 of an IPv6 one. At
     * most 45 characters.
     */
    public String of(HttpRequest<?> request) {
        return proxies.client(
                        request.getRemoteAddress().getAddress(),
                        request.getHeaders().getAll("X-Forwarded-For"))
                .rateKey();
    }
}
