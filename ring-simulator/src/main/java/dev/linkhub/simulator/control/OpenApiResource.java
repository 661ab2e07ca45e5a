package dev.linkhub.simulator.control;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /control/openapi.yaml}: this API, described for tools. Written by hand and held to the truth by a test. */
final class OpenApiResource {

    void register(RoutesConfig routes) {
        routes.get("/control/openapi.yaml", OpenApiResource::document);
    }

    private static void document(Context context) {
        try (InputStream document = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
            if (document == null) {
                throw new IllegalStateException("openapi.yaml belongs to the jar");
            }
            context.contentType("application/yaml").result(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
