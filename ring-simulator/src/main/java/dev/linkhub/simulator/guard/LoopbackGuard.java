package dev.linkhub.simulator.guard;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only callers on this machine through, and of browsers only the simulator's own pages: a foreign site must
 * neither post forms here nor reach it under a name of its own that resolves to loopback.
 */
public final class LoopbackGuard {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final @Nullable String publicHost;

    /** {@code publicUrl}: the address a proxy on this machine serves the simulator under, if any. */
    public LoopbackGuard(@Nullable URI publicUrl) {
        this.publicHost = publicUrl == null ? null : publicUrl.getHost().toLowerCase(Locale.ROOT);
    }

    public void check(Context context) {
        if (!isLoopback(context.req().getRemoteAddr())) {
            throw new ForbiddenResponse("only callers on this machine may come here");
        }
        String host = hostName(context.header("Host"));
        if (!isOwn(host)) {
            throw new ForbiddenResponse("the Host header names another machine: " + host);
        }
        if (!READING.contains(context.method())) {
            checkOrigin(context);
        }
    }

    private void checkOrigin(Context context) {
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new ForbiddenResponse("the request comes from another site");
        }
        String origin = context.header("Origin");
        if (origin != null && !isSameOrigin(origin, context.header("Host"))) {
            throw new ForbiddenResponse("the request comes from another origin: " + origin);
        }
    }

    private static boolean isSameOrigin(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        return scheme >= 0 && host != null && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    private boolean isOwn(String host) {
        return LOOPBACK_NAMES.contains(host) || host.equals(publicHost);
    }

    private static String hostName(@Nullable String header) {
        String host = header == null ? "" : header.toLowerCase(Locale.ROOT);
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end > 0 ? host.substring(0, end) : host;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
