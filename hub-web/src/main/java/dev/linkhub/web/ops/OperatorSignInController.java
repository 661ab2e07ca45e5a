package dev.linkhub.web.ops;

import dev.linkhub.web.browser.BrowserCookies;
import dev.linkhub.web.browser.FormFields;
import dev.linkhub.web.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an operator signs in with the operator key, and out. */
@Controller("/ops")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class OperatorSignInController {

    private final OperatorDesk desk;
    private final OperatorSessions sessions;
    private final BrowserCookies cookies;
    private final Pages pages;

    OperatorSignInController(OperatorDesk desk, OperatorSessions sessions, BrowserCookies cookies, Pages pages) {
        this.desk = desk;
        this.sessions = sessions;
        this.cookies = cookies;
        this.pages = pages;
    }

    @Get("/sign-in")
    HttpResponse<?> form(HttpRequest<?> request) {
        return desk.page(request, HttpStatus.OK, "ops-sign-in", Map.of("wrong", false));
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, @Nullable @Body String body) {
        Optional<FormFields> fields = desk.ours(request, body);
        if (fields.isEmpty()) {
            return HttpResponse.status(HttpStatus.FORBIDDEN);
        }
        return sessions.start(fields.get().text("key"))
                .<HttpResponse<?>>map(session ->
                        pages.redirect("/ops").cookie(cookies.operator().holding(session)))
                .orElseGet(() ->
                        desk.page(request, HttpStatus.UNPROCESSABLE_ENTITY, "ops-sign-in", Map.of("wrong", true)));
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, @Nullable @Body String body) {
        return desk.ours(request, body).isEmpty()
                ? HttpResponse.status(HttpStatus.FORBIDDEN)
                : pages.redirect("/ops/sign-in").cookie(cookies.operator().gone());
    }
}
