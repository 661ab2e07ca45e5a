package dev.linkhub.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.grant.ReceivedCodes.LeasedCode;
import dev.linkhub.ring.TokenAnswer;
import dev.linkhub.spool.Leftovers;
import dev.linkhub.spool.Spool;
import dev.linkhub.spool.SpoolRecord;
import dev.linkhub.spool.SpooledWrite;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a code became, on its way into the database: there is no second code, so it survives this process from early on. */
@Singleton
class RedeemedTokens implements SpooledWrite {

    private static final String KIND = "code";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReceivedCodes codes;
    private final Spool spool;
    private final Leftovers leftovers;
    private final Clock clock;
    /** Grants whose tokens this process has and the database has not. */
    private final Set<String> unstored = ConcurrentHashMap.newKeySet();

    RedeemedTokens(ReceivedCodes codes, Spool spool, Leftovers leftovers, Clock clock) {
        this.codes = codes;
        this.spool = spool;
        this.leftovers = leftovers;
        this.clock = clock;
    }

    /** Returns when they are stored; holds on while the database is away. */
    void store(LeasedCode code, TokenAnswer.Tokens tokens) {
        Instant at = clock.instant();
        unstored.add(code.grantId());
        try {
            spool.insist(
                    "the tokens of " + code.grantId(),
                    () -> recordOf(code, tokens, at),
                    () -> codes.exchanged(code.tenant(), code.grantId(), tokens, at));
        } finally {
            unstored.remove(code.grantId());
        }
    }

    /**
     * Whether a grant's code may have become tokens that wait here or in a dead process's file: a second use would at best be
     * refused, and at worst have Ring take back what it gave for the first. To be asked before the code is leased: what is
     * stored after that was here when it was asked.
     */
    boolean mayHold(String grantId) {
        return unstored.contains(grantId) || leftovers.areWaiting();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void write(SpoolRecord record) {
        try {
            About about = JSON.readValue(record.about(), About.class);
            TokenAnswer.Tokens tokens = new TokenAnswer.Tokens(
                    record.secrets().getFirst(),
                    record.secrets().getLast(),
                    about.tokenType(),
                    about.scope(),
                    Duration.parse(about.lifetime()),
                    null);
            codes.exchangedLate(new TenantScope(about.tenantId()), about.grantId(), tokens, Instant.parse(about.at()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not described as a redemption is");
        }
    }

    private static SpoolRecord recordOf(LeasedCode code, TokenAnswer.Tokens tokens, Instant at) {
        About about = new About(
                code.tenant().tenantId(),
                code.grantId(),
                tokens.tokenType(),
                tokens.scope(),
                tokens.lifetime().toString(),
                at.toString());
        try {
            return new SpoolRecord(
                    KIND,
                    JSON.writeValueAsString(about),
                    List.of(tokens.accessToken(), ReceivedCodes.refreshTokenOf(tokens)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A redemption cannot be described", e);
        }
    }

    /** All but the tokens. */
    private record About(String tenantId, String grantId, String tokenType, String scope, String lifetime, String at) {}
}
