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

/** Serves the stylesheet of all pages and the few lines with a tenant's colours. */
@Controller
@PermitAll
@Produces("text/css")
@ExecuteOn(TaskExecutors.BLOCKING)
class StylesheetController {

    private static final MediaType CSS = new MediaType("text/css; charset=utf-8");

    private final Stylesheet stylesheet;
    private final Tenants tenants;
    private final Brandings brandings;

    StylesheetController(Stylesheet stylesheet, Tenants tenants, Brandings brandings) {
        this.stylesheet = stylesheet;
        this.tenants = tenants;
        this.brandings = brandings;
    }

    @Get("/assets/{name}")
    HttpResponse<?> hub(String name) {
        return name.equals(stylesheet.name())
                ? css(stylesheet.bytes(), "public, max-age=31536000, immutable")
                : HttpResponse.notFound();
    }

    @Get("/t/{tenant}/brand.css")
    HttpResponse<?> tenant(String tenant) {
        return tenants.bySlug(tenant)
                .map(Tenant::scope)
                .map(scope -> css(lines(brandings.of(scope).colors()), "public, max-age=60"))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> css(Object body, String caching) {
        return HttpResponse.ok(body)
                .contentType(CSS)
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
