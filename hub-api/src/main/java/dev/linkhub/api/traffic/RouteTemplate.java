package dev.linkhub.api.traffic;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;

/** What a request asked for, without what it asked it with: paths of Ring's addresses hold an unguessable key. */
public final class RouteTemplate {

    private RouteTemplate() {}

    /** Such as {@code /api/v1/apps/{app}}; {@code (no such address)} where there is no route. */
    public static String of(HttpRequest<?> request) {
        return BasicHttpAttributes.getUriTemplate(request)
                .map(RouteTemplate::pathOf)
                .orElse("(no such address)");
    }

    private static String pathOf(String template) {
        int query = template.indexOf("{?");
        return query < 0 ? template : template.substring(0, query);
    }
}
