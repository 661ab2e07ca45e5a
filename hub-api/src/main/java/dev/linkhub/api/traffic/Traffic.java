package dev.linkhub.api.traffic;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.id.PublicIds;
import dev.linkhub.source.ClientAddress;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each request its id and each answer the headers that all have, and writes the access log. */
@ServerFilter({MachineFacing.API, MachineFacing.RING})
final class Traffic implements Ordered {

    private static final Logger ACCESS = LoggerFactory.getLogger("dev.linkhub.access");
    private static final String BEGAN = "dev.linkhub.began";

    private final PublicIds ids;
    private final Callers callers;

    Traffic(PublicIds ids, Callers callers) {
        this.ids = ids;
        this.callers = callers;
    }

    @Override
    public int getOrder() {
        return FilterOrder.TRAFFIC;
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        String id = ids.next(RequestId.PREFIX);
        RequestId.set(request, id);
        request.setAttribute(BEGAN, System.nanoTime());
        context.add(new MdcPropagationContext(Map.of(RequestId.LOGGED_AS, id)));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders()
                .set(RequestId.HEADER, RequestId.of(request))
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff");
        ClientAddress source = callers.of(request);
        ACCESS.info(
                "request_id={} method={} route={} status={} ms={} caller={} source={}",
                RequestId.of(request),
                request.getMethodName(),
                RouteTemplate.of(request),
                response.code(),
                request.getAttribute(BEGAN, Long.class)
                        .map(began -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                        .orElse(0L),
                request.getUserPrincipal().map(Principal::getName).orElse("-"),
                source);
    }
}
