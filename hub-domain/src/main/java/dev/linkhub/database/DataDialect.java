package dev.linkhub.database;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/**
 * Micronaut Data wants a property under {@code datasources.default} before it serves a pool that it has not made itself.
 * Said here once, so that no process and no test has to.
 */
@ContextConfigurer
public final class DataDialect implements ApplicationContextConfigurer {

    @Override
    public void configure(ApplicationContextBuilder builder) {
        builder.propertySources(PropertySource.of("hub-database", Map.of("datasources.default.dialect", "MYSQL")));
    }
}
