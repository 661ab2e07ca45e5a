package dev.linkhub.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.journal.AttemptJournal.WrittenBy;
import dev.linkhub.refresh.AttemptEnd.Success;
import dev.linkhub.spool.SpoolRecord;
import dev.linkhub.spool.SpooledWrite;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New tokens that could not be written when they came. */
@Singleton
class SpooledRefreshes implements SpooledWrite {

    private static final String KIND = "refresh";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WriteBack writeBack;

    SpooledRefreshes(WriteBack writeBack) {
        this.writeBack = writeBack;
    }

    static SpoolRecord recordOf(Success success, Instant at) {
        LeasedGrant grant = success.grant();
        Secret refreshToken = success.refreshToken();
        About about = new About(
                grant.tenant().tenantId(),
                grant.grantId(),
                grant.appId(),
                grant.generation(),
                grant.claimId(),
                grant.wasInDoubt(),
                grant.onDemand(),
                refreshToken == null ? grant.refreshTokenSealed() : new byte[0],
                success.tokenType(),
                success.scope(),
                success.lifetime().toString(),
                at.toString(),
                success.ringRequestId());
        List<Secret> tokens =
                refreshToken == null ? List.of(success.accessToken()) : List.of(success.accessToken(), refreshToken);
        try {
            return new SpoolRecord(KIND, JSON.writeValueAsString(about), tokens);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A refresh cannot be described", e);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void write(SpoolRecord record) {
        try {
            About about = JSON.readValue(record.about(), About.class);
            LeasedGrant grant = new LeasedGrant(
                    new TenantScope(about.tenantId()),
                    about.grantId(),
                    about.appId(),
                    about.generation(),
                    about.keptRefreshToken(),
                    about.claimId(),
                    0,
                    about.wasInDoubt(),
                    about.onDemand(),
                    0,
                    null,
                    null,
                    null);
            Success success = new Success(
                    grant,
                    record.secrets().getFirst(),
                    record.secrets().size() > 1 ? record.secrets().get(1) : null,
                    about.tokenType(),
                    about.scope(),
                    Duration.parse(about.lifetime()),
                    about.ringRequestId());
            writeBack.storeOnce(new EndedAttempt(success, Instant.parse(about.at())), WrittenBy.SPOOL);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not described as a refresh is");
        }
    }

    /**
     * All but the tokens.
     *
     * @param keptRefreshToken as it is sealed in the grant's row, if Ring sent no new one; else empty
     */
    @SuppressWarnings("ArrayRecordComponent") // JSON has it as text; never compared.
    private record About(
            String tenantId,
            String grantId,
            String appId,
            int generation,
            String claimId,
            boolean wasInDoubt,
            boolean onDemand,
            byte[] keptRefreshToken,
            String tokenType,
            String scope,
            String lifetime,
            String at,
            @Nullable String ringRequestId) {}
}
