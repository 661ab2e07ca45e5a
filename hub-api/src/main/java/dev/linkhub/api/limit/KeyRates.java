package dev.linkhub.api.limit;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.caller.ApiCaller;
import dev.linkhub.api.traffic.FilterOrder;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Holds each key to its rate. */
@ServerFilter(MachineFacing.API)
final class KeyRates implements Ordered {

    private static final String VERDICT = "dev.linkhub.rate";

    private final TokenBuckets buckets;

    KeyRates(ApiLimits limits) {
        buckets = new TokenBuckets("api", limits.ratePerKey(), limits.burstPerKey());
    }

    @Override
    public int getOrder() {
        return FilterOrder.LIMITS;
    }

    @RequestFilter
    void count(HttpRequest<?> request) {
        if (request.getUserPrincipal().orElse(null) instanceof ApiCaller caller) {
            RateVerdict verdict = buckets.take(caller.getName());
            request.setAttribute(VERDICT, verdict);
            verdict.require();
        }
    }

    @ResponseFilter
    void describe(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(VERDICT, RateVerdict.class).ifPresent(verdict -> verdict.describe(response));
    }
}
