package dev.linkhub.simulator.integration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An installation as it stands. */
public record InstallationSnapshot(
        String id,
        Placement placement,
        Map<String, Instant> sharedSince,
        KeptStatus status,
        KeptLinking linking,
        KeptExchange exchange) {

    public record KeptStatus(InstallationStatus now, InstallationStatus inHealth, Instant updatedAt) {}

    public record KeptLinking(
            List<Redirect> redirects,
            List<String> acceptedNonces,
            @Nullable String accountIdentifier,
            boolean announced,
            boolean identified,
            @Nullable String nonceTrouble) {

        public KeptLinking {
            redirects = List.copyOf(redirects);
            acceptedNonces = List.copyOf(acceptedNonces);
        }
    }

    /** {@code begun}: how many codes went out, or again. */
    public record KeptExchange(@Nullable TokenExchange latest, int begun) {}

    public InstallationSnapshot {
        sharedSince = Map.copyOf(sharedSince);
    }
}
