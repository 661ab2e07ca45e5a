package dev.linkhub.ring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app on the phone of a user who is not there.
 *
 * @param app the id under which the app was made known
 * @param status {@code pending}, {@code awaiting}, {@code completed}, {@code unhealthy} or {@code removed}
 * @param codeStatus how the hub answered to the code; null if it did not
 * @param codeError why there was no answer
 * @param accountLinkUrl where the user's browser is sent, good for ten minutes; null while nobody is sent anywhere
 * @param findings what is not as it should be, in words
 */
public record SimulatedInstallation(
        String id,
        String app,
        String ringAccountId,
        String status,
        @Nullable Integer codeStatus,
        @Nullable String codeError,
        @Nullable String accountLinkUrl,
        List<String> findings) {

    public SimulatedInstallation {
        findings = List.copyOf(findings);
    }

    /** Without the address, which holds the nonce. */
    @Override
    public String toString() {
        return "SimulatedInstallation[" + id + " " + status + "]";
    }
}
