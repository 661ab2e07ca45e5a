package dev.linkhub.web.page;

import dev.linkhub.branding.BrandColors;
import dev.linkhub.branding.Brandings;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;

/** Serves the files of all pages and the few lines with a tenant's colours. */
@Controller
@PermitAll
@ExecuteOn(TaskExecutors.BLOCKING)
class AssetsController {

    private static final MediaType CSS = new MediaType("text/css; charset=utf-8");

    private final Assets assets;
    private final Tenants tenants;
    private final Brandings brandings;

    AssetsController(Assets assets, Tenants tenants, Brandings brandings) {
        this.assets = assets;
        this.tenants = tenants;
        this.brandings = brandings;
    }

    @Get("/assets/{name}")
    @Produces({"text/css", "text/javascript"})
    HttpResponse<?> shared(String name) {
        return assets.named(name)
                .<HttpResponse<?>>map(file -> served(file.bytes(), file.type(), "public, max-age=31536000, immutable"))
                .orElseGet(HttpResponse::notFound);
    }

    /** Browsers ask for it where a page names no icon, and there is none: a page of a tenant is not to show ours. */
    @Get("/favicon.ico")
    @Produces("image/x-icon")
    HttpResponse<?> noIcon() {
        return HttpResponse.noContent().header("Cache-Control", "public, max-age=86400");
    }

    @Get("/t/{tenant}/brand.css")
    @Produces("text/css")
    HttpResponse<?> tenant(String tenant) {
        return tenants.bySlug(tenant)
                .map(Tenant::scope)
                .<HttpResponse<?>>map(scope -> served(lines(brandings.of(scope).colors()), CSS, "public, max-age=60"))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> served(Object body, MediaType type, String caching) {
        return HttpResponse.ok(body)
                .contentType(type)
                .header("Cache-Control", caching)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static String lines(BrandColors colors) {
        return """
                :root { --fill: %s; --on-fill: %s; --brand-text: %s; }
                @media (prefers-color-scheme: dark) { :root { --brand-text: %s; } }
                """.formatted(colors.fill(), colors.onFill(), colors.onLight(), colors.onDark());
    }
}
