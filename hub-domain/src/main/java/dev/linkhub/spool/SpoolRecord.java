package dev.linkhub.spool;

import dev.linkhub.vault.Secret;
import java.util.List;

/**
 * Secrets that are on their way into the database, with all that is needed to write them later.
 *
 * @param kind which {@link SpooledWrite} writes it
 * @param about all but the secrets; stands in the file in clear and is bound into their seal
 */
public record SpoolRecord(String kind, String about, List<Secret> secrets) {

    public SpoolRecord {
        secrets = List.copyOf(secrets);
    }
}
