package dev.linkhub.api.links;

import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links that a key reaches, as answers show them. */
@Singleton
class Links {

    private static final Argument<Map<String, String>> METADATA = Argument.mapOf(String.class, String.class);

    private final LinkHealths healths;
    private final Tenants tenants;
    private final PublicUrl publicUrl;
    private final ObjectMapper mapper;

    Links(LinkHealths healths, Tenants tenants, PublicUrl publicUrl, ObjectMapper mapper) {
        this.healths = healths;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
        this.mapper = mapper;
    }

    /**
     * One link.
     *
     * @throws NotFound if the tenant has no such link, or the key does not reach its environment
     */
    LinkStatus get(TenantCaller caller, String linkId) {
        return healths.find(caller.tenant(), linkId)
                .filter(link -> caller.reaches(link.environment()))
                .orElseThrow(NotFound::new);
    }

    LinkView view(LinkStatus link) {
        return LinkView.from(link, metadata(link.metadata()), reconnectUrl(link.scope(), link.linkId()));
    }

    /** Where the household repairs it. Tells nothing before that household has signed in. */
    String reconnectUrl(TenantScope tenant, String linkId) {
        return publicUrl.of("/t/%s/repair/%s".formatted(tenants.of(tenant).slug(), linkId));
    }

    private @Nullable Map<String, String> metadata(@Nullable String json) {
        try {
            return json == null ? null : mapper.readValue(json, METADATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
