package dev.linkhub.simulator.control;

import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.integration.Findings;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.journey.Journey;
import dev.linkhub.simulator.oauth.Tokens;

/** Gathers what the control API shows of an installation. */
final class InstallationViews {

    private final RingApps apps;
    private final Journey journey;
    private final Tokens tokens;
    private final Findings findings;

    InstallationViews(RingApps apps, Journey journey, Tokens tokens, Findings findings) {
        this.apps = apps;
        this.journey = journey;
        this.tokens = tokens;
        this.findings = findings;
    }

    InstallationView of(Installation installation) {
        RingApp app = apps.get(installation.placement().app());
        return InstallationView.of(
                installation,
                journey.accountLinkUrl(app, installation).orElse(null),
                findings.of(installation),
                new InstallationView.TokensView(
                        tokens.liveAccessTokens(installation.id()), tokens.liveRefreshTokens(installation.id())));
    }
}
