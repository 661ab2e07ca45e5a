package dev.linkhub.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** The description of this API, as the build made it from the code. */
@Controller("/api/v1/openapi.yaml")
@Secured(SecurityRule.IS_ANONYMOUS)
class OpenApiController {

    private static final String MADE_BY_THE_BUILD = "/META-INF/swagger/link-hub-api.yml";

    private static final Pattern VERSION = Pattern.compile("^openapi: 3\\.0\\.\\d");
    private static final Pattern NULLABLE = Pattern.compile("(?m)^ +nullable: true\\n");

    private final byte[] document = read();

    /** Describes the API in OpenAPI 3.1. */
    @Get
    @Produces("application/yaml")
    HttpResponse<byte[]> getDescription() {
        return HttpResponse.ok(document);
    }

    /**
     * What the generator calls 3.1 is wrong about whatever may be absent. Its 3.0 is right, and says in 3.1 the same except for
     * {@code nullable}, which is gone there: no answer of ours holds a null.
     */
    private static String asOpenApi31(String document) {
        return NULLABLE.matcher(VERSION.matcher(document).replaceFirst("openapi: 3.1.0"))
                .replaceAll("");
    }

    private static byte[] read() {
        try (InputStream resource = OpenApiController.class.getResourceAsStream(MADE_BY_THE_BUILD)) {
            if (resource == null) {
                throw new IllegalStateException("The build left no " + MADE_BY_THE_BUILD);
            }
            return asOpenApi31(new String(resource.readAllBytes(), UTF_8)).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
