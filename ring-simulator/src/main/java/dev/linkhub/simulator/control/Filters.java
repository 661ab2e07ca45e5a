package dev.linkhub.simulator.control;

import dev.linkhub.simulator.problem.Unprocessable;
import io.javalin.http.Context;
import java.util.List;

/** What the query of a list may say. */
final class Filters {

    private Filters() {}

    /**
     * Refuses a filter that there is not, so that a typing mistake does not show everything.
     *
     * @throws Unprocessable naming it and the choices
     */
    static void onlyOf(Context context, List<String> known) {
        for (String parameter : context.queryParamMap().keySet()) {
            if (!known.contains(parameter)) {
                throw new Unprocessable(parameter, "is unknown; choices: " + String.join(", ", known));
            }
        }
    }
}
