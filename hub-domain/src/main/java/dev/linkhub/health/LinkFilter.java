package dev.linkhub.health;

import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Which links to list; null takes all.
 *
 * @param household the household's id, or its subject at the tenant's identity provider
 * @param account Ring's account id
 */
public record LinkFilter(
        @Nullable String appId,
        @Nullable Environment environment,
        @Nullable LinkState state,
        @Nullable LinkHealth health,
        @Nullable String household,
        @Nullable String account,
        @Nullable String externalId) {

    /** All of them. */
    public static final LinkFilter ALL = new LinkFilter(null, null, null, null, null, null, null);
}
