package dev.linkhub.simulator.control;

import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.state.NotKept;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong under {@code /control} into problem documents. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    public static void register(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, Problems::refused);
        routes.exception(Exception.class, Problems::failed);
    }

    public static void answer(Context context, Unprocessable exception) {
        ProblemDocument.of(exception).answer(context);
    }

    /** It may have been done all the same, but could be forgotten. */
    public static void answer(Context context, NotKept exception) {
        ProblemDocument.of(503, "The state cannot be kept", exception.getMessage())
                .answer(context);
    }

    private static void refused(HttpResponseException exception, Context context) {
        ProblemDocument.of(exception.getStatus(), String.valueOf(exception.getMessage()), null)
                .answer(context);
    }

    private static void failed(Exception exception, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), exception);
        ProblemDocument.of(500, "The simulator failed; its log says how", null).answer(context);
    }
}
