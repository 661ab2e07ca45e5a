package dev.linkhub.worker.resume;

import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Takes the steps at Ring that are missing before a link is completed. */
@Singleton
final class LinkResumption implements Job {

    private final LinkCompletion completion;

    LinkResumption(LinkCompletion completion) {
        this.completion = completion;
    }

    @Override
    public Work work() {
        return Work.LINK;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String linkId) {
        return completion.proceed(tenant, linkId);
    }
}
