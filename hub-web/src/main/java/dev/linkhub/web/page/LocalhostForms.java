package dev.linkhub.web.page;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import java.util.Map;

/**
 * Lets forms reach us on localhost. Micronaut refuses there what comes with an {@code Origin} other than localhost; but our
 * pages send no referrer, so browsers send {@code Origin: null} with our own forms, and a proxy on the same machine passes
 * the public one on. Foreign forms are refused by {@link PageGuard} and by their missing token.
 */
@ContextConfigurer
public final class LocalhostForms implements ApplicationContextConfigurer {

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.properties(Map.of("micronaut.server.cors.localhost-pass-through", "true"));
    }
}
