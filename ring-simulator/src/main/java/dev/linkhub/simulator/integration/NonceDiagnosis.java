package dev.linkhub.simulator.integration;

import java.util.regex.Pattern;

/** Says in words what looks wrong with a nonce that matches no redirect. */
final class NonceDiagnosis {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern STANDARD_BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?i)[0-9a-f]{64}");

    private NonceDiagnosis() {}

    static String of(String nonce) {
        if (WELL_FORMED.matcher(nonce).matches()) {
            return "this nonce was never given for this account, app and environment";
        }
        if (HEXADECIMAL.matcher(nonce).matches()) {
            return "nonce not base64url: looks like hexadecimal";
        }
        return STANDARD_BASE64.matcher(nonce).matches()
                ? "nonce not unpadded base64url: looks like standard base64"
                : "nonce not unpadded base64url: 43 characters of A-Z a-z 0-9 - _ are expected";
    }
}
