package dev.linkhub.partnerapp;

import dev.linkhub.refusal.FieldChecks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an integrator says of a new app.
 *
 * @param given null to add the app before Ring has issued its credentials
 */
public record NewApp(String slug, String name, @Nullable NewCredentials given) {

    void check() {
        FieldChecks checks = new FieldChecks().slug("slug", slug).name("name", name);
        if (given != null) {
            given.checkAll(checks);
        }
        checks.done();
    }

    Optional<AppCredentials> credentials() {
        return Optional.ofNullable(given).map(NewCredentials::asFirst);
    }
}
