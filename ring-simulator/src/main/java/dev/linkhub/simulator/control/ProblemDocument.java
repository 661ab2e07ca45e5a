package dev.linkhub.simulator.control;

import dev.linkhub.simulator.problem.Unprocessable;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error answer (RFC 9457). */
record ProblemDocument(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<Unprocessable.Violation> errors) {

    static ProblemDocument of(Unprocessable exception) {
        String detail = exception.violations().stream()
                .map(violation -> violation.field() + " " + violation.message())
                .reduce((one, two) -> one + "; " + two)
                .orElse(null);
        return new ProblemDocument("unprocessable", "Unprocessable", 422, detail, exception.violations());
    }

    static ProblemDocument of(int status, String title, @Nullable String detail) {
        return new ProblemDocument("about:blank", title, status, detail, null);
    }

    void answer(Context context) {
        Json.answer(context, status, this);
        context.contentType("application/problem+json");
    }
}
