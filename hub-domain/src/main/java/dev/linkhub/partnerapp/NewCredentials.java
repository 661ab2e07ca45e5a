package dev.linkhub.partnerapp;

import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.vault.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as Ring's console shows them; null where they stay as they are. The HMAC key is text: it looks like base64, and
 * is not to be decoded.
 */
public record NewCredentials(
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable Secret hmacKey) {

    private static final int LONGEST_CREDENTIAL = 512;
    private static final int LONGEST_CLIENT_ID = 255;
    private static final String LENGTHS = "1 to " + LONGEST_CREDENTIAL + " characters";

    void checkFor(PartnerApp app) {
        FieldChecks checks = new FieldChecks();
        if (app.hasCredentials()) {
            checks.require(clientSecret != null || hmacKey != null, "client_secret", "client_secret, hmac_key, or both")
                    .require(
                            clientId == null || clientId.strip().equals(app.clientId()),
                            "client_id",
                            "left out: an app keeps its client id. Add another app for another one.")
                    .require(clientSecret == null || fits(clientSecret), "client_secret", LENGTHS)
                    .require(hmacKey == null || fits(hmacKey), "hmac_key", LENGTHS);
        } else {
            checkAll(checks);
        }
        checks.done();
    }

    void checkAll(FieldChecks checks) {
        checks.text("client_id", clientId, LONGEST_CLIENT_ID)
                .require(fits(clientSecret), "client_secret", LENGTHS)
                .require(fits(hmacKey), "hmac_key", LENGTHS);
    }

    AppCredentials asFirst() {
        return new AppCredentials(
                RingSite.RING,
                Objects.requireNonNull(clientId).strip(),
                Objects.requireNonNull(clientSecret),
                Objects.requireNonNull(hmacKey),
                1);
    }

    AppCredentials over(AppCredentials old) {
        return new AppCredentials(
                old.site(),
                old.clientId(),
                clientSecret == null ? old.clientSecret() : clientSecret,
                hmacKey == null ? old.hmacKey() : hmacKey,
                old.version() + 1);
    }

    private static boolean fits(@Nullable Secret secret) {
        return secret != null && secret.length() > 0 && secret.length() <= LONGEST_CREDENTIAL;
    }
}
