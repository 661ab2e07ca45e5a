package dev.linkhub.simulator.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces credentials in recorded traffic by their fingerprints. Works on text rather than on parsed bodies, so that
 * a malformed body gives nothing away either.
 */
public final class Masking {

    private static final String FIELDS = "access_token|refresh_token|client_secret|hmac_key|code|token";
    private static final Pattern JSON_FIELD =
            Pattern.compile("(\"(?:" + FIELDS + ")\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)+)");
    private static final Pattern FORM_FIELD = Pattern.compile("((?:^|[&?])(?:" + FIELDS + ")=)([^&\\s\"]+)");
    private static final Pattern SIMULATED =
            Pattern.compile("()((?:rsim-at|rsim-rt|us-east-1-rsim)\\.[0-9A-Za-z]{20,})");

    private Masking() {}

    public static String body(String body) {
        String masked = replace(JSON_FIELD, body, UnaryOperator.identity());
        masked = replace(FORM_FIELD, masked, Masking::decoded);
        return replace(SIMULATED, masked, UnaryOperator.identity());
    }

    public static String header(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" -> authorization(value);
            case "cookie", "set-cookie" -> Fingerprint.of(value).abbreviated();
            default -> value;
        };
    }

    private static String authorization(String value) {
        int space = value.indexOf(' ');
        return value.substring(0, space + 1)
                + Fingerprint.of(value.substring(space + 1).strip()).abbreviated();
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> decode) {
        return pattern.matcher(text).replaceAll(found -> quote(found, decode));
    }

    private static String quote(MatchResult found, UnaryOperator<String> decode) {
        String value = found.group(2);
        String shown = value.startsWith("sha256:")
                ? value
                : Fingerprint.of(decode.apply(value)).abbreviated();
        return Matcher.quoteReplacement(found.group(1) + shown);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // Not form-encoded after all: what was sent is what gets named.
        }
    }
}
