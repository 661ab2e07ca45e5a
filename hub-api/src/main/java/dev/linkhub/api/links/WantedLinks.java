package dev.linkhub.api.links;

import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.health.LinkFilter;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.partnerapp.RingSite;
import dev.linkhub.refusal.InvalidInput;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a caller asks for in a list of links, and holds it to what its key reaches. */
@Singleton
class WantedLinks {

    private final PartnerApps apps;

    WantedLinks(PartnerApps apps) {
        this.apps = apps;
    }

    /** @throws InvalidInput for a value that cannot be, so that a typing mistake does not look like an empty list */
    LinkFilter from(LinkQuery query, TenantCaller caller) {
        return new LinkFilter(
                query.app() == null ? null : appId(query.app(), caller),
                environments(query.environment(), caller),
                constant("state", query.state(), LinkState.class),
                constant("health", query.health(), LinkHealth.class),
                query.household(),
                query.account(),
                query.externalId());
    }

    private String appId(String idOrSlug, TenantCaller caller) {
        return apps.find(caller.tenant(), idOrSlug)
                .map(PartnerApp::appId)
                .orElseThrow(() -> new InvalidInput("app", "the id or slug of one of your apps"));
    }

    /** What is tried in the sandbox is listed on request only: an integrator who goes through all links means households. */
    private static List<Environment> environments(@Nullable String text, TenantCaller caller) {
        if (text == null) {
            return Environment.of(RingSite.RING).stream()
                    .filter(caller::reaches)
                    .toList();
        }
        return Environment.parse(text)
                .filter(caller::reaches)
                .map(List::of)
                .orElseThrow(() -> new InvalidInput(
                        "environment",
                        caller.environments().stream().map(Environment::text).collect(Collectors.joining(" or "))));
    }

    private static <E extends Enum<E>> @Nullable E constant(String field, @Nullable String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        Optional<E> constant = Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
        return constant.orElseThrow(() -> new InvalidInput(
                field,
                "one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
