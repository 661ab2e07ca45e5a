package dev.linkhub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.tenant.TenantScope;

/**
 * Where a sealed value lives. It is bound into the seal, so that a value moved to another row, column or tenant, or an
 * old one put back, does not open.
 *
 * @param generation rises each time the place is written; 0 where it is written once
 */
public record SealedPlace(TenantScope tenant, String table, String row, String column, long generation) {

    byte[] associatedData() {
        return String.join("\n", tenant.tenantId(), table, row, column, Long.toString(generation))
                .getBytes(UTF_8);
    }
}
