package dev.linkhub.simulator.guard;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.UnauthorizedResponse;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only callers on this machine through or, where a token is set, only those who present it, wherever they are:
 * behind a proxy everybody seems to be on this machine. Of browsers it lets only the simulator's own pages through: a
 * foreign site must neither post forms here nor reach it under a name of its own that resolves to loopback.
 */
public final class LoopbackGuard {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final @Nullable String publicHost;
    private final @Nullable ControlToken token;

    /**
     * {@code publicUrl}: the address a proxy on this machine serves the simulator under, if any; {@code token}: what
     * callers must present, null where it is enough to be on this machine.
     */
    public LoopbackGuard(@Nullable URI publicUrl, @Nullable ControlToken token) {
        this.token = token;
        this.publicHost = publicUrl == null ? null : publicUrl.getHost().toLowerCase(Locale.ROOT);
    }

    public void check(Context context) {
        if (token == null) {
            checkNearness(context);
        } else if (!presented(context).filter(token::matches).isPresent()) {
            // Browsers ask for a password on this, and are then as good as any other caller.
            context.header("WWW-Authenticate", "Basic realm=\"ring-simulator\", charset=\"UTF-8\"");
            throw new UnauthorizedResponse(
                    "the control token is missing or wrong; send it as Bearer token or as the password of Basic");
        }
        if (!READING.contains(context.method())) {
            checkOrigin(context);
        }
    }

    private void checkNearness(Context context) {
        if (!isLoopback(context.req().getRemoteAddr())) {
            throw new ForbiddenResponse("only callers on this machine may come here");
        }
        String host = hostName(context.header("Host"));
        if (!isOwn(host)) {
            throw new ForbiddenResponse("the Host header names another machine: " + host);
        }
    }

    /** The token as the caller sent it; the user name of Basic is anybody's choice. */
    private static Optional<String> presented(Context context) {
        String header = context.header("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(6).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Not base64, so nobody's password.
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
