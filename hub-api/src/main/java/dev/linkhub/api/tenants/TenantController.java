package dev.linkhub.api.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.OperatorCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.page.Page;
import dev.linkhub.api.page.PageRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tenants, for operators. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/tenants")
@Secured(OperatorCaller.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class TenantController {

    private final Tenants tenants;

    TenantController(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Adds a tenant. 409 if the slug is taken. */
    @Post
    @Status(HttpStatus.CREATED)
    TenantView createTenant(OperatorCaller caller, @Body NewTenant body) {
        return TenantView.from(tenants.create(body.slug(), body.name(), caller.getName()));
    }

    /** Lists the tenants in the order of their creation. */
    @Get
    Page<TenantView> listTenants(
            OperatorCaller caller, @Nullable @QueryValue Integer limit, @Nullable @QueryValue String cursor) {
        PageRequest page = PageRequest.of(limit, cursor, "ten");
        return Page.of(page, tenants.page(page.after(""), page.rows()), Tenant::tenantId, TenantView::from);
    }

    /** What an operator says of a new tenant. */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewTenant(String slug, String name) implements JsonRequest {}

    /** An integrator organisation. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantView(String id, String slug, String name, Instant createdAt) {

        static TenantView from(Tenant tenant) {
            return new TenantView(tenant.tenantId(), tenant.slug(), tenant.name(), tenant.createdAt());
        }
    }
}
