package dev.linkhub.simulator.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.Placement;
import dev.linkhub.simulator.integration.Redirect;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.settings.Choice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An installation as the control API shows it: one flat object. */
record InstallationView(
        String id,
        @JsonUnwrapped PlacementView placement,
        @JsonUnwrapped ProgressView progress,
        @Nullable ExchangeView tokenExchange,
        @JsonUnwrapped RedirectView redirect,
        @JsonUnwrapped TokensView tokens) {

    record PlacementView(String account, String app, String environment, List<String> devices) {}

    record ProgressView(String status, @Nullable String accountIdentifier, Instant updatedAt, List<String> findings) {}

    record ExchangeView(
            @Nullable Integer status,
            String body,
            long durationMs,
            @Nullable String error) {}

    record RedirectView(
            @Nullable String accountLinkUrl,
            @Nullable String nonce,
            @Nullable Long time) {}

    record TokensView(int liveAccessTokens, int liveRefreshTokens) {}

    static InstallationView of(
            Installation installation, @Nullable String accountLinkUrl, List<String> findings, TokensView tokens) {
        Placement placement = installation.placement();
        Redirect redirect = installation.latestRedirect().orElse(null);
        return new InstallationView(
                installation.id(),
                new PlacementView(
                        placement.account(),
                        placement.app(),
                        Choice.name(placement.environment()),
                        placement.devices()),
                new ProgressView(
                        Choice.name(installation.status()),
                        installation.accountIdentifier().orElse(null),
                        installation.updatedAt(),
                        findings),
                installation.tokenExchange().map(InstallationView::exchange).orElse(null),
                new RedirectView(
                        accountLinkUrl,
                        redirect == null ? null : redirect.nonce(),
                        redirect == null ? null : redirect.time()),
                tokens);
    }

    private static ExchangeView exchange(TokenExchange exchange) {
        return new ExchangeView(
                exchange.status(), exchange.body(), exchange.duration().toMillis(), exchange.error());
    }
}
