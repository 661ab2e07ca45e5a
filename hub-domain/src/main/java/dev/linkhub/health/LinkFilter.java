package dev.linkhub.health;

import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.RingSite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which links to list; null takes all.
 *
 * @param environments any of these; not empty
 * @param household the household's id, or its subject at the tenant's identity provider
 * @param account Ring's account id
 */
public record LinkFilter(
        @Nullable String appId,
        List<Environment> environments,
        @Nullable LinkState state,
        @Nullable LinkHealth health,
        @Nullable String household,
        @Nullable String account,
        @Nullable String externalId) {

    /** All households' links: those of every environment but the sandbox. */
    public static final LinkFilter ALL =
            new LinkFilter(null, Environment.of(RingSite.RING), null, null, null, null, null);

    public LinkFilter {
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("a filter takes one environment at least");
        }
        environments = List.copyOf(environments);
    }
}
