package dev.linkhub.idempotency;

import dev.linkhub.id.Sha256;
import dev.linkhub.tenant.TenantScope;

/** A POST that its caller named with a key, so that sending it again is safe. Holds digests only. */
@SuppressWarnings("ArrayRecordComponent") // Digests as the database keeps them; requests are not compared.
public record RepeatableRequest(TenantScope tenant, byte[] requestSha256, byte[] bodySha256) {

    /**
     * Names a request.
     *
     * @param tenant whose key seals the answer; {@link TenantScope#HUB} for an operator's requests
     * @param caller the id of the API key, or {@code operator}: two callers may choose the same key
     */
    public static RepeatableRequest of(TenantScope tenant, String caller, String path, String key, byte[] body) {
        return new RepeatableRequest(tenant, Sha256.of(String.join("\n", caller, path, key)), Sha256.of(body));
    }
}
