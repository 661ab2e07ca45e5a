package dev.linkhub.web.page;

import dev.linkhub.branding.Brandings;
import dev.linkhub.branding.PictureKind;
import dev.linkhub.tenant.Tenants;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Serves tenants' pictures, as the hub has drawn them. Each has its content in its name, so that it may be kept for good. */
@Controller("/t/{tenant}/brand")
@PermitAll
@Produces(MediaType.IMAGE_PNG)
@ExecuteOn(TaskExecutors.BLOCKING)
class BrandPictureController {

    private static final Pattern NAME = Pattern.compile("([a-z]+)-([0-9a-f]{64})\\.png");

    private final Tenants tenants;
    private final Brandings brandings;

    BrandPictureController(Tenants tenants, Brandings brandings) {
        this.tenants = tenants;
        this.brandings = brandings;
    }

    @Get("/{name}")
    HttpResponse<?> picture(String tenant, String name) {
        Optional<byte[]> png = NAME.matcher(name).results().findFirst().flatMap(parts -> png(tenant, name, parts));
        return png.<HttpResponse<?>>map(BrandPictureController::answer).orElseGet(HttpResponse::notFound);
    }

    private Optional<byte[]> png(String tenant, String name, MatchResult parts) {
        return parts.group().equals(name)
                ? tenants.bySlug(tenant)
                        .flatMap(known -> PictureKind.parse(parts.group(1))
                                .flatMap(kind -> brandings.picture(known.scope(), kind, parts.group(2))))
                : Optional.empty();
    }

    private static HttpResponse<?> answer(byte[] png) {
        return HttpResponse.ok(png)
                .contentType(MediaType.IMAGE_PNG_TYPE)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
