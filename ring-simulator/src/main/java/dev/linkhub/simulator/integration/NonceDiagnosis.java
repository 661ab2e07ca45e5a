package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.app.SigningKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says in words what looks wrong with a nonce that matches no redirect: how it is written, and what it was made of, where
 * one of the common mistakes comes to the same (ring-contract.md §4).
 */
final class NonceDiagnosis {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern PADDED = Pattern.compile("[A-Za-z0-9_-]{43}=");
    private static final Pattern STANDARD_BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?i)[0-9a-f]{64}");

    /** The latest ones: whoever posts a nonce has just been redirected. */
    private static final int MOST_REDIRECTS = 20;

    private final SigningKey key;
    private final String account;
    private final List<Redirect> redirects;

    NonceDiagnosis(SigningKey key, String account, List<Redirect> redirects) {
        this.key = key;
        this.account = account;
        this.redirects = redirects.reversed().stream().limit(MOST_REDIRECTS).toList();
    }

    String of(String nonce) {
        List<String> findings = new ArrayList<>();
        if (!WELL_FORMED.matcher(nonce).matches()) {
            findings.add(form(nonce));
        }
        rewritten(nonce)
                .flatMap(text -> redirects.stream()
                        .flatMap(redirect -> making(text, redirect).stream())
                        .findFirst())
                .ifPresent(findings::add);
        return findings.isEmpty()
                ? "this nonce was never given for this account, app and environment"
                : String.join("; ", findings);
    }

    private static String form(String nonce) {
        if (HEXADECIMAL.matcher(nonce).matches()) {
            return "nonce not base64url: looks like hexadecimal";
        }
        if (STANDARD_BASE64.matcher(nonce).matches()) {
            return "nonce not base64url: looks like standard base64";
        }
        return PADDED.matcher(nonce).matches()
                ? "nonce is padded: base64url without = is expected"
                : "nonce not base64url: 43 characters of A-Z a-z 0-9 - _ are expected";
    }

    /** The same bytes as they should be written; empty where these are not known. */
    private static Optional<String> rewritten(String nonce) {
        if (HEXADECIMAL.matcher(nonce).matches()) {
            byte[] mac = HexFormat.of().parseHex(nonce);
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
        }
        String text = nonce.replace('+', '-').replace('/', '_').replace("=", "");
        return WELL_FORMED.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private Optional<String> making(String nonce, Redirect redirect) {
        String time = Long.toString(redirect.time());
        if (key.nonceOfDecodedKey(time, account).filter(nonce::equals).isPresent()) {
            return Optional.of("HMAC key was base64-decoded: the key is the text as it was issued");
        }
        if (key.nonce(Long.toString(redirect.time() / 1_000), account).equals(nonce)) {
            return Optional.of("time was taken in seconds: the nonce is over the milliseconds as they were sent");
        }
        return key.nonce(account, time).equals(nonce)
                ? Optional.of("time and account id are in the wrong order: the nonce is over time:account id")
                : Optional.empty();
    }
}
