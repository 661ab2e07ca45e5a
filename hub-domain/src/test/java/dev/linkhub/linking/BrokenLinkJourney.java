package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** A household whose link broke, and another Ring account. */
abstract class BrokenLinkJourney extends LinkingJourney {

    protected static final String REFRESH = "token.refresh_token";

    @Inject
    protected LinkRemoval removal;

    @Inject
    protected LinkDisconnection disconnection;

    @Inject
    protected FreshTokens freshTokens;

    protected Onboarded app;
    protected TenantScope tenant;
    protected String oldAccount;
    protected String newAccount;
    protected String ada;
    protected InstallationDetails old;
    protected String linkId;

    @BeforeEach
    final void aLink() {
        app = ring.onboard();
        tenant = app.tenant().scope();
        oldAccount = ring.account();
        newAccount = ring.account();
        ada = household(app, "ada");
        old = ring.install(app, oldAccount);
        linkId = completed(app, old, ada);
    }

    /** Breaks the link, and answers it as it is then. */
    protected final AccountLink broken(BrokenLink.Why why) {
        ring.advance(Duration.ofMinutes(3));
        switch (why) {
            case REMOVED -> removed(oldAccount);
            case DISCONNECTED -> disconnection.ask(tenant, linkId, ada);
            case INCOMPLETE -> {
                ring.ring().remove(old.id(), RemovalNotice.SKIP);
                old = ring.install(app, oldAccount);
                claim(app, old, ada);
                ring.ring()
                        .fault(NewFault.answering("app_integrations.post", 404).times(1));
                assertThat(completion.proceed(tenant, linkId)).isEmpty();
                assertThat(link(app, linkId).state()).isEqualTo(LinkState.INCOMPLETE);
            }
            case UNHEALTHY -> {
                ring.ring().revoke(old.id());
                refreshed();
            }
        }
        return link(app, linkId);
    }

    protected final void removed(String account) {
        assertThat(removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {}))
                .isTrue();
    }

    protected final void refreshed() {
        freshTokens.ensure(app.app(), link(app, linkId).grantId(), Duration.ZERO, 1);
        assertThat(grantOf(app, linkId).unhealthyReason()).isNotNull();
    }
}
