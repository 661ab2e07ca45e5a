package dev.linkhub.simulator.page;

import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.integration.TokenExchange;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.standing.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An installed app as the page shows it; {@code findings} are what the partner left undone. Public for the template engine only. */
public record InstalledView(
        String id,
        String name,
        String environment,
        StatusView status,
        @Nullable String manageUrl,
        List<String> warnings,
        List<String> findings) {

    /** {@code failure} is null unless the partner did not take the code. */
    public record StatusView(
            String name,
            String text,
            @Nullable String partnerSays,
            @Nullable String failure) {}

    /** The first letter of the name, for the eye. */
    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }

    static InstalledView of(RingApp app, Installation installation, Standing webhook, List<String> findings) {
        var environment = installation.placement().environment();
        InstallationStatus status = installation.status();
        Optional<String> failure = installation
                .tokenExchange()
                .filter(exchange -> !exchange.succeeded())
                .map(InstalledView::failure);
        return new InstalledView(
                installation.id(),
                app.name(),
                AccountView.capitalised(Choice.name(environment)),
                new StatusView(
                        Choice.name(status),
                        failure.isPresent() && status == InstallationStatus.PENDING ? "Not connected" : text(status),
                        installation.accountIdentifier().orElse(null),
                        failure.orElse(null)),
                app.urls(environment).map(urls -> urls.appHomepage().toString()).orElse(null),
                warnings(app, status, webhook),
                List.copyOf(findings));
    }

    private static List<String> warnings(RingApp app, InstallationStatus status, Standing webhook) {
        List<String> warnings = new ArrayList<>();
        if (status == InstallationStatus.UNHEALTHY) {
            warnings.add("The link with " + app.name() + " is broken. Remove the app and install it again.");
        }
        if (webhook.isDisabled()) {
            warnings.add("Ring sends " + app.name() + " no more events: its Webhook URL answered with 4xx "
                    + webhook.refusals() + " times in a row.");
        }
        return warnings;
    }

    private static String text(InstallationStatus status) {
        return switch (status) {
            case PENDING -> "Sign in to finish";
            case AWAITING -> "Finishing set-up";
            case COMPLETED -> "Connected";
            case UNHEALTHY -> "Unhealthy";
            case REMOVED -> "Removed";
        };
    }

    private static String failure(TokenExchange exchange) {
        String answer = exchange.error() == null ? "it answered " + exchange.status() : exchange.error();
        return "The partner did not take the code: " + answer + ".";
    }
}
