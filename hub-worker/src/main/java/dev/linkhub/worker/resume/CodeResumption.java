package dev.linkhub.worker.resume;

import dev.linkhub.grant.TokenExchange;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Redeems codes whose process died, and finds out whose tokens they became. */
@Singleton
final class CodeResumption implements Job {

    private final TokenExchange exchange;

    CodeResumption(TokenExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Work work() {
        return Work.CODE;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String grantId) {
        return exchange.resume(tenant, grantId);
    }
}
