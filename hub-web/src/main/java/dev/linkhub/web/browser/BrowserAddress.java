package dev.linkhub.web.browser;

import dev.linkhub.source.TrustedProxies;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** What the limits of browsers count by: where a request comes from, as far as it can be believed. */
@Singleton
public class BrowserAddress {

    private final TrustedProxies proxies;

    BrowserAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** At most 45 characters. */
    public String of(HttpRequest<?> request) {
        return proxies.client(
                        request.getRemoteAddress().getAddress(),
                        request.getHeaders().getAll("X-Forwarded-For"))
                .rateKey();
    }
}
