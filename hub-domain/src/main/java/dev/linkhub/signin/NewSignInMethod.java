package dev.linkhub.signin;

import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.vault.Secret;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants its households to sign in with.
 *
 * @param type {@code hub} or {@code oidc}; the other fields belong to {@code oidc}
 * @param clientSecret if null and the client stays the same, the one that is kept stays
 * @param scopes separated by spaces; {@code openid email profile} if null
 */
public record NewSignInMethod(
        String type,
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable String scopes) {

    static final String HUB = "hub";
    static final String OIDC = "oidc";

    private static final String DEFAULT_SCOPES = "openid email profile";
    private static final int LONGEST = 255;
    private static final int LONGEST_SECRET = 1_000;

    /** RFC 6749 §3.3. */
    private static final Pattern SCOPES =
            Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+(?: +[\\x21\\x23-\\x5b\\x5d-\\x7e]+)*");

    boolean isOidc() {
        return type.equals(OIDC);
    }

    /**
     * Looks at each field.
     *
     * @param issuerIsTaken whether the issuer's address is one that the hub goes to
     */
    void check(boolean issuerIsTaken) {
        FieldChecks checks = new FieldChecks().require(isOidc() || type.equals(HUB), "type", "oidc or hub");
        if (isOidc()) {
            checks.require(
                            issuer != null && issuer.length() <= LONGEST && issuerIsTaken,
                            "issuer",
                            "the provider's https:// address of at most %d characters, as its discovery document names it"
                                    .formatted(LONGEST))
                    .text("client_id", clientId, LONGEST)
                    .require(
                            clientSecret == null
                                    || (clientSecret.length() > 0 && clientSecret.length() <= LONGEST_SECRET),
                            "client_secret",
                            "1 to %d characters, or nothing".formatted(LONGEST_SECRET))
                    .require(
                            scopes == null
                                    || (scopes.length() <= LONGEST
                                            && SCOPES.matcher(scopes.strip()).matches()),
                            "scopes",
                            "scopes separated by spaces, at most %d characters".formatted(LONGEST));
        }
        checks.done();
    }

    /** With {@code openid} among them, each once. */
    String normalisedScopes() {
        Set<String> all = new LinkedHashSet<>();
        all.add("openid");
        all.addAll(Arrays.asList((scopes == null ? DEFAULT_SCOPES : scopes.strip()).split(" +")));
        return String.join(" ", all);
    }
}
