package dev.linkhub.linking;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One browser's attempt to link; single use.
 *
 * @param browserSha256 digest of the cookie that binds it to its browser
 * @param nonceTime the {@code time} parameter, byte for byte: Unix milliseconds ({@code ring-contract.md} §4)
 * @param householdId who signed in, once matched
 * @param grantId what the nonce matched, once matched
 * @param linkId what it became, once confirmed
 */
@MappedEntity("linking_flow")
@SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; flows are not compared.
public record LinkingFlow(
        String tenantId,
        @Id String flowId,
        String appId,
        Environment environment,
        byte[] browserSha256,
        byte[] nonceSealed,
        byte[] nonceSha256,
        String nonceTime,
        FlowState state,
        @Nullable String householdId,
        @Nullable String grantId,
        @Nullable String linkId,
        Instant createdAt,
        Instant expiresAt) {

    /** Whose pages it runs on. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    @Override
    public String toString() {
        return "LinkingFlow[" + flowId + ", " + state + "]";
    }
}
