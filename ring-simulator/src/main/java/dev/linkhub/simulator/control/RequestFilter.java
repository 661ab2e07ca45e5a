package dev.linkhub.simulator.control;

import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Exchange.Direction;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which recorded calls are asked for by the query; each parameter narrows it. */
final class RequestFilter {

    private static final List<String> PARAMETERS =
            List.of("endpoint", "app", "account", "installation", "direction", "status", "since");
    private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)|none");

    private RequestFilter() {}

    /**
     * Reads the query.
     *
     * @throws Unprocessable naming the parameter and the choices
     */
    static Predicate<Exchange> of(Context context) {
        Filters.onlyOf(context, PARAMETERS);
        String endpoint = endpoint(context.queryParam("endpoint"));
        String app = context.queryParam("app");
        String account = context.queryParam("account");
        String installation = context.queryParam("installation");
        Direction direction = direction(context.queryParam("direction"));
        Predicate<Exchange> status = status(context.queryParam("status"));
        Instant since = since(context.queryParam("since"));
        return status.and(exchange -> {
            Exchange.Heading heading = exchange.heading();
            return covers(endpoint, heading.endpoint())
                    && (app == null || app.equals(heading.subject().app()))
                    && (account == null || account.equals(heading.subject().account()))
                    && (installation == null
                            || installation.equals(heading.subject().installation()))
                    && (direction == null || direction == heading.direction())
                    && (since == null || !heading.at().isBefore(since));
        });
    }

    /** "token" stands for both grants, as in faults. */
    private static boolean covers(@Nullable String wanted, String endpoint) {
        return wanted == null || endpoint.equals(wanted) || endpoint.startsWith(wanted + ".");
    }

    private static @Nullable String endpoint(@Nullable String text) {
        List<String> choices = new ArrayList<>(List.of("token_exchange", "webhook"));
        for (EndpointName name : EndpointName.values()) {
            choices.add(name.toString());
        }
        if (text != null && !choices.contains(text)) {
            throw new Unprocessable("endpoint", "choices: " + String.join(", ", choices));
        }
        return text;
    }

    private static @Nullable Direction direction(@Nullable String text) {
        return text == null
                ? null
                : Choice.parse(Direction.class, text)
                        .orElseThrow(() -> new Unprocessable("direction", "choices: " + Choice.all(Direction.class)));
    }

    private static Predicate<Exchange> status(@Nullable String text) {
        if (text == null) {
            return any -> true;
        }
        if (!STATUS.matcher(text).matches()) {
            throw new Unprocessable("status", "choices: a status such as 404, a class such as 4xx, none");
        }
        return exchange -> {
            Integer status = exchange.reply().status();
            if (status == null) {
                return text.equals("none");
            }
            return text.equals(status.toString()) || text.equals(status / 100 + "xx");
        };
    }

    private static @Nullable Instant since(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Unprocessable("since", "must be a time such as 2026-11-22T10:15:30Z");
        }
    }
}
