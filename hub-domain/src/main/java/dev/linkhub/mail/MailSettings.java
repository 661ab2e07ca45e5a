package dev.linkhub.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_SMTP_URL}: {@code smtp://user:password@host:port?from=hub@example.com}, or {@code smtps://} for TLS from the first
 * byte. With {@code smtp://} STARTTLS is required unless the host is loopback or it says {@code starttls=off}, which does not go
 * with a password. Unset, mails are written to files.
 */
@Context
final class MailSettings {

    static final String PROPERTY = "hub.smtp-url";

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Set<String> PARAMETERS = Set.of("from", "starttls");
    private static final int SUBMISSION_PORT = 587;
    private static final int SUBMISSIONS_PORT = 465;

    private final @Nullable SmtpServer server;

    MailSettings(@Nullable @Property(name = PROPERTY) String value) {
        server = value == null || value.isBlank() ? null : parse(value.strip());
    }

    /** Where mails go; empty where none is set. */
    Optional<SmtpServer> server() {
        return Optional.ofNullable(server);
    }

    private static SmtpServer parse(String value) {
        URI uri = uri(value);
        boolean tls = "smtps".equals(uri.getScheme());
        if (!tls && !"smtp".equals(uri.getScheme())) {
            throw refusal("it begins with smtp:// or smtps://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw refusal("it names a host");
        }
        if (uri.getRawFragment() != null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw refusal("it has no path and no fragment");
        }
        boolean loopback = LOOPBACK.matcher(host).matches();
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String user = user(uri);
        SmtpServer.Security security = security(tls, loopback, parameters.get("starttls"));
        if (security == SmtpServer.Security.NONE && user != null && !loopback) {
            throw refusal("a password does not go with starttls=off");
        }
        return new SmtpServer(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(uri, tls),
                security,
                from(parameters.get("from")),
                user,
                password(uri));
    }

    /** What the exception says holds the value, and with it the password. */
    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw refusal("with %-escapes for what an address may not hold");
        }
    }

    private static int port(URI uri, boolean tls) {
        int port = uri.getPort();
        if (port == 0 || port > 65_535) {
            throw refusal("a port is from 1 to 65535");
        }
        return port > 0 ? port : tls ? SUBMISSIONS_PORT : SUBMISSION_PORT;
    }

    private static SmtpServer.Security security(boolean tls, boolean loopback, @Nullable String starttls) {
        if (tls) {
            if (starttls != null) {
                throw refusal("starttls does not go with smtps://");
            }
            return SmtpServer.Security.TLS;
        }
        return switch (starttls) {
            case null -> loopback ? SmtpServer.Security.NONE : SmtpServer.Security.STARTTLS;
            case "required" -> SmtpServer.Security.STARTTLS;
            case "off" -> SmtpServer.Security.NONE;
            default -> throw refusal("starttls is required or off");
        };
    }

    private static @Nullable String user(URI uri) {
        String info = uri.getRawUserInfo();
        if (info == null) {
            return null;
        }
        int colon = info.indexOf(':');
        if (colon < 1 || colon == info.length() - 1) {
            throw refusal("with a user there is a password, as user:password");
        }
        return decoded(info.substring(0, colon));
    }

    private static @Nullable Secret password(URI uri) {
        String info = uri.getRawUserInfo();
        return info == null ? null : Secret.of(decoded(info.substring(info.indexOf(':') + 1)));
    }

    private static String from(@Nullable String from) {
        try {
            if (from != null) {
                InternetAddress address = new InternetAddress(from, true);
                if (from.equals(address.getAddress()) && from.indexOf('@') > 0) {
                    return from;
                }
            }
        } catch (AddressException e) {
            throw refusal("from is a bare e-mail address");
        }
        throw refusal("from is a bare e-mail address");
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!PARAMETERS.contains(parts[0])
                    || parts.length < 2
                    || parameters.put(parts[0], decoded(parts[1])) != null) {
                throw refusal("after the question mark come from and starttls, each once");
            }
        }
        return parameters;
    }

    /** A plus stays a plus: it is common in addresses, and this is no form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static InvalidSetting refusal(String what) {
        return InvalidSetting.unshown(
                PROPERTY,
                "is not accepted: it takes smtp://user:password@host:port?from=hub@example.com or smtps://… (" + what
                        + ")");
    }
}
