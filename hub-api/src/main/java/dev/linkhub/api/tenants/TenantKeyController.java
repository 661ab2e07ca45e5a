package dev.linkhub.api.tenants;

import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.OperatorCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.keys.IssuedKeyView;
import dev.linkhub.api.keys.Scopes;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.repeat.ShownOnce;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.ApiKeys;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.KeyReach;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's first key, from an operator: it opens everything but the households' access tokens. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/tenants/{slug}/api-keys")
@Secured(OperatorCaller.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class TenantKeyController {

    private final Tenants tenants;
    private final ApiKeys keys;

    TenantKeyController(Tenants tenants, ApiKeys keys) {
        this.tenants = tenants;
        this.keys = keys;
    }

    /** Issues a key to a tenant. The key is shown this once. */
    @Post
    @Status(HttpStatus.CREATED)
    @ShownOnce
    IssuedKeyView issueTenantKey(OperatorCaller caller, @PathVariable String slug, @Body NewTenantKey body) {
        Set<ApiScope> scopes = Scopes.parse(body.scopes());
        if (scopes.contains(ApiScope.TOKENS_READ)) {
            throw new InvalidInput(
                    "scopes", "any but tokens:read, which only a key of the tenant with keys:write can give");
        }
        TenantScope tenant = tenants.bySlug(slug).orElseThrow(NotFound::new).scope();
        return IssuedKeyView.from(keys.issue(tenant, body.name(), scopes, KeyReach.LIVE, null, caller.getName()));
    }

    /** What an operator says of a new key. Without scopes it gets all that an operator may give. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewTenantKey(String name, @Nullable List<String> scopes) implements JsonRequest {}
}
